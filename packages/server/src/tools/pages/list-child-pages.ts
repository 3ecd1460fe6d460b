import { z } from "zod";
import { listPage } from "../list-page.ts";
import { resolvePageId } from "../references.ts";
import { listOf } from "../shapes.ts";
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

const child = z.object({ id: z.string(), title: z.string(), url: z.string(), status: z.string(), spaceId: z.string() });

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
  output: listOf(child),
  endpoints: ["getPageDirectChildren", "getPages", "getSpaces"],
  targets: ({ pageId }) => (pageId === undefined ? [] : [{ kind: "page", ref: pageId }]),
  example: { pageId: "ENG:Runbooks" },
  run: ({ pageId, limit, cursor }, context) =>
    listPage<Child, z.input<typeof child>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: "getPageDirectChildren",
        path: { id: await resolvePageId(context, pageId ?? "") },
        query: { limit },
      }),
      item: ({ id, type, title, status, spaceId }) =>
        type === "page"
          ? { id, title, url: `${context.site.url}/wiki/pages/viewpage.action?pageId=${id}`, status, spaceId }
          : undefined,
      what: "the child pages",
    }),
});
