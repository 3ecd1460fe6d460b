import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { findProperty, prepareSet, propertyKey, propertyShape, propertyValue, propertyVersion } from "./property.ts";
import { spacePlace, spacePropertyTools } from "./space-place.ts";

export const setSpaceProperty = defineTool({
  name: spacePropertyTools.set,
  title: "Set space property",
  description:
    "Gives a space a property: JSON kept with it under a key, which readers do not see. One there is gets the new value as a whole. Takes administering the space. Returns the property.",
  group: "Spaces",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId,
    key: propertyKey,
    value: propertyValue,
    version: propertyVersion,
  }),
  output: propertyShape,
  endpoints: ["createSpaceProperty", "updateSpacePropertyById", "getSpaceProperties", "getSpaces", "getSpaceById"],
  targets: ({ spaceId }) => [{ kind: "space", ref: spaceId }],
  example: { spaceId: "HQ", key: "review-cycle", value: { weeks: 12 } },
  async prepare({ spaceId, key, value, version }, context) {
    const place = await spacePlace(context, spaceId);
    return prepareSet(context, place, await findProperty(context, place.all, key), { key, value, version });
  },
});
