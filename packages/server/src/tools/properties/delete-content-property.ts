import { z } from "zod";
import { defineTool } from "../tool.ts";
import { contentPropertyTools, readExistingProperty } from "./content-place.ts";
import { deletedShape, prepareDelete, propertyKey } from "./property.ts";
import {
  propertyAction,
  propertyKinds,
  propertyOwner,
  propertyOwnerReads,
  propertyReads,
  propertyTargets,
} from "./property-kinds.ts";

export const deleteContentProperty = defineTool({
  name: contentPropertyTools.delete,
  title: "Delete content property",
  description:
    "Deletes a property of a page, blog post, attachment, comment or other content by its key. The content itself stays as it is. One that Confluence or an app needs may change how the content shows.",
  group: "Pages",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({ ...propertyOwner, key: propertyKey }),
  output: deletedShape,
  endpoints: [...Object.values(propertyKinds).map((row) => row.delete), ...propertyReads, ...propertyOwnerReads],
  targets: propertyTargets,
  action: propertyAction("delete"),
  example: { contentId: "ENG:Sluice", key: "service-catalogue" },
  async prepare({ key, ...owner }, context) {
    const { place, before } = await readExistingProperty(context, owner, key);
    return prepareDelete(context, place, before);
  },
});
