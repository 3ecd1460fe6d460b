import { z } from "zod";
import { resolveSpaceId } from "../references.ts";
import { spaceShape, toSpace, type V2Space } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

export const getSpace = defineTool({
  name: "confluence_get_space",
  title: "Get space",
  description:
    "Reads one space by id or key: name, type, description and homepage. To list its pages, use confluence_list_pages.",
  group: "Spaces",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ spaceId: parameter.spaceId }),
  output: spaceShape,
  endpoints: ["getSpaceById", "getSpaces"],
  targets: ({ spaceId }) => [{ kind: "space", ref: spaceId }],
  example: { spaceId: "ENG" },
  async run({ spaceId }, context) {
    const id = await resolveSpaceId(context, spaceId);
    const space = await context.confluence.call<V2Space>("getSpaceById", {
      path: { id },
      query: { "description-format": "plain" },
      what: `space ${spaceId}`,
    });
    return toSpace(space, context.site);
  },
});
