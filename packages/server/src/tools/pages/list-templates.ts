import { z } from "zod";
import { listPage } from "../list-page.ts";
import { resolveSpace } from "../references.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { templateShape, toTemplate, type V1Template } from "./template.ts";

const name = "confluence_list_templates";

export const listTemplates = defineTool({
  name,
  title: "List templates",
  description:
    "Lists page templates: a space's own, or without spaceId those for all spaces; with blueprints=true those that come with Confluence. confluence_get_template shows one, confluence_create_page makes a page of it by templateId. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional(),
    blueprints: z.boolean().default(false).describe("Templates that come with Confluence instead."),
    limit: parameter.limit(100, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(templateShape),
  endpoints: ["v1.getContentTemplates", "v1.getBlueprintTemplates", "getSpaces", "getSpaceById"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG" },
  run: ({ spaceId, blueprints, limit, cursor }, context) =>
    listPage<V1Template, z.input<typeof templateShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: blueprints ? "v1.getBlueprintTemplates" : "v1.getContentTemplates",
        query: { limit, ...(spaceId !== undefined && { spaceKey: (await resolveSpace(context, spaceId)).key }) },
      }),
      item: toTemplate,
      what: "the templates",
    }),
});
