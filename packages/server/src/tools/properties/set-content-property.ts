import { z } from "zod";
import { defineTool } from "../tool.ts";
import { contentPropertyTools, readProperty } from "./content-place.ts";
import { prepareSet, propertyKey, propertyShape, propertyValue, propertyVersion } from "./property.ts";
import {
  propertyAction,
  propertyKinds,
  propertyOwner,
  propertyOwnerReads,
  propertyReads,
  propertyTargets,
} from "./property-kinds.ts";

export const setContentProperty = defineTool({
  name: contentPropertyTools.set,
  title: "Set content property",
  description:
    "Gives a page, blog post, attachment, comment or other content a property: JSON kept with it under a key, which readers do not see. One there is gets the new value as a whole. Returns the property.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ ...propertyOwner, key: propertyKey, value: propertyValue, version: propertyVersion }),
  output: propertyShape,
  endpoints: [
    ...Object.values(propertyKinds).flatMap(({ create, update }) => [create, update]),
    ...propertyReads,
    ...propertyOwnerReads,
  ],
  targets: propertyTargets,
  action: propertyAction("write"),
  example: { contentId: "ENG:Sluice", key: "reviewed", value: { on: "2026-11-20", by: "Bruno" } },
  async prepare({ key, value, version, ...owner }, context) {
    const { place, before } = await readProperty(context, owner, key);
    return prepareSet(context, place, before, { key, value, version });
  },
});
