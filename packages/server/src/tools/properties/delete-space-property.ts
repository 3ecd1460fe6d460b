import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { deletedShape, findProperty, noProperty, prepareDelete, propertyKey } from "./property.ts";
import { spacePlace, spacePropertyTools } from "./space-place.ts";

export const deleteSpaceProperty = defineTool({
  name: spacePropertyTools.delete,
  title: "Delete space property",
  description: "Deletes a property of a space by its key. Takes administering the space, whose content stays as it is.",
  group: "Spaces",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({ spaceId: parameter.spaceId, key: propertyKey }),
  output: deletedShape,
  endpoints: ["deleteSpacePropertyById", "getSpaceProperties", "getSpaces", "getSpaceById"],
  targets: ({ spaceId }) => [{ kind: "space", ref: spaceId }],
  example: { spaceId: "HQ", key: "review-cycle" },
  async prepare({ spaceId, key }, context) {
    const place = await spacePlace(context, spaceId);
    const before = await findProperty(context, place.all, key);
    if (before === undefined) throw noProperty(key, place.inWords, spacePropertyTools.list);
    return prepareDelete(context, place, before);
  },
});
