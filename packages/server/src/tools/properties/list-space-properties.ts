import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { listPage } from "../list-page.ts";
import { resolveSpaceId } from "../references.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { propertyKey, propertyShape, toProperty, type V2Property } from "./property.ts";
import { spacePropertyTools } from "./space-place.ts";

const name = spacePropertyTools.list;

export const listSpaceProperties = defineTool({
  name,
  title: "List space properties",
  description:
    "Lists the properties of a space, or the one of a key: JSON that apps and people keep with it. Returns items and, when there are more, a cursor.",
  group: "Spaces",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional(),
    key: propertyKey.optional().describe("Only the property of this key."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(propertyShape),
  endpoints: ["getSpaceProperties", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "HQ" },
  run: ({ spaceId, key, limit, cursor }, context) =>
    listPage<V2Property, z.input<typeof propertyShape>>(context, {
      tool: name,
      cursor,
      first: async () => {
        if (spaceId === undefined) {
          throw new TributaryError("invalid_input", "spaceId is missing.", { hint: "Pass the id or key of a space." });
        }
        return {
          key: "getSpaceProperties",
          path: { "space-id": await resolveSpaceId(context, spaceId) },
          query: { key, limit },
        };
      },
      item: toProperty,
      what: "the properties of the space",
    }),
});
