import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { labelIdOf } from "../labels/label-id.ts";
import { listPage } from "../list-page.ts";
import { listOf, pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { spaceIdsOf, splitSpaces } from "./spaces-of.ts";

const name = "confluence_list_pages_for_label";

export const listPagesForLabel = defineTool({
  name,
  title: "List pages for label",
  description:
    "Lists the pages that carry a label, as they are this moment. For several labels at once, or an author, use confluence_list_pages. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    label: z.string().min(1).optional().describe("The label's name or id."),
    spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
    sort: z
      .enum(["id", "-id", "title", "-title", "created-date", "-created-date", "modified-date", "-modified-date"])
      .default("id")
      .describe("Order; - means descending."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(pageShape),
  endpoints: ["getLabelPages", "v1.getAllLabelContent", "getSpaces"],
  targets: ({ label, spaceId }) => [
    ...(label === undefined ? [] : [{ kind: "label" as const, ref: label }]),
    ...splitSpaces(spaceId).map((ref) => ({ kind: "space" as const, ref })),
  ],
  example: { label: "runbook", limit: 5 },
  run: ({ label, spaceId, sort, limit, cursor }, context) =>
    listPage<V2Page, z.input<typeof pageShape>>(context, {
      tool: name,
      cursor,
      first: async () => {
        const id = await labelIdOf(context, named(label));
        return id === undefined
          ? undefined
          : {
              key: "getLabelPages",
              path: { id },
              query: {
                limit,
                sort,
                ...(spaceId !== undefined && { "space-id": await spaceIdsOf(context, splitSpaces(spaceId)) }),
              },
            };
      },
      item: (page) => toPage(page, context.site),
      what: label === undefined ? "the pages of a label" : `the pages with the label ${label}`,
    }),
});

function named(label: string | undefined): string {
  if (label !== undefined) return label;
  throw new TributaryError("invalid_input", "No label is named.", { hint: "Pass label, or the cursor of a list." });
}
