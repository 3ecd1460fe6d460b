import { z } from "zod";
import { listPage } from "../list-page.ts";
import { resolvePageId } from "../references.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { type PageVersion, toVersion, versionShape } from "./page-version.ts";

const name = "confluence_list_page_versions";

export const listPageVersions = defineTool({
  name,
  title: "List page versions",
  description:
    "Lists the versions of a page, newest first: number, when, by whom, note. To read one use confluence_get_page_version, to see what changed confluence_diff_page_versions. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId.optional(),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(versionShape),
  endpoints: ["getPageVersions", "getPages", "getSpaces"],
  targets: ({ pageId }) => (pageId === undefined ? [] : [{ kind: "page", ref: pageId }]),
  example: { pageId: "ENG:Runbook: Journal lag" },
  run: ({ pageId, limit, cursor }, context) =>
    listPage<PageVersion, z.input<typeof versionShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: "getPageVersions",
        path: { id: await resolvePageId(context, pageId ?? "") },
        query: { limit, sort: "-modified-date" },
      }),
      item: toVersion,
      what: "the versions of the page",
    }),
});
