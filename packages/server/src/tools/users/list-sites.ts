import { z } from "zod";
import { listOf } from "../shapes.ts";
import { defineTool } from "../tool.ts";

export const listSites = defineTool({
  name: "confluence_list_sites",
  title: "List sites",
  description:
    "Lists the Confluence sites the connection may use and says which one calls go to. Pass a site's id as siteId of a call to use another.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({}),
  output: listOf(z.object({ id: z.string(), name: z.string(), url: z.string(), chosen: z.boolean() })),
  endpoints: [],
  targets: () => [],
  example: {},
  run: async (_input, { site, sites }) => ({
    items: sites.map(({ id, name, url }) => ({ id, name, url, chosen: id === site.id })),
  }),
});
