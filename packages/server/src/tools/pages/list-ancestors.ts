import { z } from "zod";
import { resolvePageId } from "../references.ts";
import type { V2List, V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { isTreeKind, type TreeItem, treeItemShape, treeKinds, treeReads, treeUrl } from "./tree.ts";

type Above = { id: string; type: string };
type Titled = Pick<V2Page, "id" | "title" | "status" | "parentId" | "_links">;

export const listAncestors = defineTool({
  name: "confluence_list_ancestors",
  title: "List ancestors",
  description:
    "Lists what a page stands under, from the top of its space down to its parent, with titles: where the page is.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ pageId: parameter.pageId }),
  output: z.object({ items: z.array(treeItemShape) }),
  endpoints: ["getPageAncestors", ...treeReads, "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbook: Journal lag" },
  async run({ pageId }, context) {
    const id = await resolvePageId(context, pageId);
    const { results } = await context.confluence.call<V2List<Above>>("getPageAncestors", {
      path: { id },
      query: { limit: 250 },
      what: `what page ${id} stands under`,
    });
    const titles = await titlesOf(context, results);
    return {
      items: results.flatMap((above): TreeItem[] => {
        const found = titles.get(above.id);
        if (found === undefined) return [];
        const { title, status, parentId, _links } = found;
        return [
          {
            ...above,
            title,
            url: _links?.webui === undefined ? treeUrl(context, above) : `${context.site.url}/wiki${_links.webui}`,
            status,
            ...(parentId && { parentId }),
          },
        ];
      }),
    };
  },
});

/** Ancestors come without titles: pages are asked for in one request, the rest, which is rare, one by one. */
async function titlesOf({ confluence }: ToolContext, rows: readonly Above[]): Promise<Map<string, Titled>> {
  const pages = rows.filter(({ type }) => type === "page").map(({ id }) => id);
  const found: Titled[] = [];
  if (pages.length > 0) {
    const { results } = await confluence.call<V2List<V2Page>>("getPages", {
      query: { id: pages, status: ["current", "archived"], limit: 250 },
      what: "the titles of pages",
    });
    found.push(...results);
  }
  for (const { id, type } of rows) {
    if (type === "page" || !isTreeKind(type)) continue;
    found.push(await confluence.call<Titled>(treeKinds[type].read, { path: { id }, what: `${type} ${id}` }));
  }
  return new Map(found.map((one) => [one.id, one]));
}
