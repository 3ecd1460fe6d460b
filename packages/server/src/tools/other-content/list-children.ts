import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { listPage } from "../list-page.ts";
import { spaceAddress, treeChildren, treeKinds, treeUrl } from "../pages/tree.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { inTreeReads, otherTypes, readInTree } from "./other-content.ts";

const name = "confluence_list_children";

const child = z.object({
  id: z.string(),
  /** page, whiteboard, database, folder or embed. */
  type: z.string(),
  title: z.string(),
  url: z.string(),
  status: z.string(),
  spaceId: z.string(),
});

type Child = z.input<typeof child>;

export const listChildren = defineTool({
  name,
  title: "List children",
  description:
    "Lists what is right under a page, folder, whiteboard, database or smart link: content of every type, in its order, without bodies. For child pages alone use confluence_list_child_pages. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    contentId: parameter.contentId.optional(),
    contentType: z
      .enum(["page", ...otherTypes.options])
      .optional()
      .describe("What the id is of; found out if left out. embed is a smart link."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(child),
  endpoints: [...treeChildren, ...inTreeReads],
  targets: ({ contentId, contentType }) =>
    contentId === undefined ? [] : [{ kind: contentType === "page" ? "page" : "content", ref: contentId }],
  example: { contentId: "FIELD:Visit handbook" },
  run: ({ contentId, contentType, limit, cursor }, context) =>
    listPage<Child, Child>(context, {
      tool: name,
      cursor,
      first: async () => {
        if (contentId === undefined) {
          throw new TributaryError("invalid_input", "contentId is missing.", {
            hint: "Pass the id or URL of content.",
          });
        }
        const { kind, row } = await readInTree(context, contentId, contentType);
        const note = spaceAddress(context, row);
        return {
          key: treeKinds[kind].children,
          path: { id: row.id },
          query: { limit },
          ...(note !== undefined && { note }),
        };
      },
      item: ({ id, type, title, status, spaceId }, { note }) => ({
        id,
        type,
        title,
        url: treeUrl(context, { id, type }, note),
        status,
        spaceId,
      }),
      what: "the children",
    }),
});
