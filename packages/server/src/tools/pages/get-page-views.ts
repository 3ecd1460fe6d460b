import { z } from "zod";
import { toMilliseconds } from "../date-parameter.ts";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const getPageViews = defineTool({
  name: "confluence_get_page_views",
  title: "Get page views",
  description: "Says how often a page was viewed and by how many different people, in all or since a day.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    since: z.string().min(1).optional().describe("First day that counts, such as 2026-11-01."),
  }),
  output: z.object({
    id: z.string(),
    views: z.number().int(),
    viewers: z.number().int(),
    /** From when on they were counted, in ISO 8601; absent = all. */
    since: z.string().optional(),
  }),
  endpoints: ["v1.getViews", "v1.getViewers", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbooks" },
  async run({ pageId, since }, context) {
    const at = toMilliseconds(since, "since", "start");
    const fromDate = at === undefined ? undefined : new Date(at).toISOString();
    const id = await resolvePageId(context, pageId);
    const count = async (key: "v1.getViews" | "v1.getViewers") =>
      (
        await context.confluence.call<{ count: number }>(key, {
          path: { contentId: id },
          query: { fromDate },
          what: `the views of page ${id}`,
        })
      ).count;
    return {
      id,
      views: await count("v1.getViews"),
      viewers: await count("v1.getViewers"),
      ...(fromDate !== undefined && { since: fromDate }),
    };
  },
});
