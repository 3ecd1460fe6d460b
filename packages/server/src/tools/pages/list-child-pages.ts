import { z } from "zod";
import { decodeCursor, encodeCursor, nextCursor } from "../cursor.ts";
import { resolvePageId } from "../references.ts";
import { listOf, type V2List } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_child_pages";

type Child = {
  id: string;
  type: string;
  status: string;
  title: string;
  spaceId: string;
  childPosition?: number | null;
};

export const listChildPages = defineTool({
  name,
  title: "List child pages",
  description:
    "Lists the pages directly under a page, in their order, without bodies. Returns items and, when there are more, a cursor to pass back.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId.optional(),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(
    z.object({ id: z.string(), title: z.string(), url: z.string(), status: z.string(), spaceId: z.string() }),
  ),
  endpoints: ["getPageDirectChildren", "getPages", "getSpaces"],
  targets: ({ pageId }) => (pageId === undefined ? [] : [{ kind: "page", ref: pageId }]),
  async run({ pageId, limit, cursor }, context) {
    const from = cursor === undefined ? undefined : decodeCursor(name, cursor);
    const id = (from?.query.id as string | undefined) ?? (await resolvePageId(context, pageId ?? ""));
    const { results, _links } = await context.confluence.call<V2List<Child>>("getPageDirectChildren", {
      path: { id },
      query: { limit, cursor: from?.next },
      what: `the children of page ${id}`,
    });
    const next = nextCursor(_links);
    const { site } = context;
    return {
      items: results
        .filter(({ type }) => type === "page")
        .map(({ id: childId, title, status, spaceId }) => ({
          id: childId,
          title,
          url: `${site.url}/wiki/pages/viewpage.action?pageId=${childId}`,
          status,
          spaceId,
        })),
      ...(next !== undefined && { cursor: encodeCursor(name, { id }, next) }),
    };
  },
});
