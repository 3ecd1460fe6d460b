import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { readPageMeant, spaceAddress, treeUrl } from "./tree.ts";

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
    "Lists the pages directly under a page, in their order, without bodies. For more than one level use confluence_get_page_tree. Returns items and, when there are more, a cursor to pass back.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId.optional(),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(child),
  endpoints: ["getPageDirectChildren", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => (pageId === undefined ? [] : [{ kind: "page", ref: pageId }]),
  example: { pageId: "ENG:Runbooks" },
  run: ({ pageId, limit, cursor }, context) =>
    listPage<Child, z.input<typeof child>>(context, {
      tool: name,
      cursor,
      first: async () => {
        const page = await readPageMeant(context, pageId ?? "");
        const note = spaceAddress(context, page);
        return {
          key: "getPageDirectChildren",
          path: { id: page.id },
          query: { limit },
          ...(note !== undefined && { note }),
        };
      },
      item: ({ id, type, title, status, spaceId }, { note }) =>
        type === "page" ? { id, title, url: treeUrl(context, { id, type }, note), status, spaceId } : undefined,
      what: "the child pages",
    }),
});
