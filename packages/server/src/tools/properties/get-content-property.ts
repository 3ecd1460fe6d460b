import { z } from "zod";
import { defineTool } from "../tool.ts";
import { contentPropertyTools, propertiesOf } from "./content-place.ts";
import { findProperty, noProperty, propertyKey, propertyShape, toProperty } from "./property.ts";
import {
  asPropertyOwner,
  propertyAction,
  propertyKinds,
  propertyOwner,
  propertyReads,
  propertyTargets,
} from "./property-kinds.ts";

export const getContentProperty = defineTool({
  name: "confluence_get_content_property",
  title: "Get content property",
  description:
    "Reads one property of a page, blog post, attachment, comment or other content by its key. Returns its value, any JSON, and its version.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ ...propertyOwner, key: propertyKey }),
  output: propertyShape,
  endpoints: propertyReads,
  targets: propertyTargets,
  action: propertyAction("read"),
  example: { contentId: "ENG:Sluice", key: "service-catalogue" },
  run: ({ key, ...owner }, context) =>
    asPropertyOwner(context, owner, async (kind, id) => {
      const found = await findProperty(context, propertiesOf(kind, id), key);
      if (found !== undefined) return toProperty(found);
      throw noProperty(key, `the ${propertyKinds[kind].words} ${id}`, contentPropertyTools.list);
    }),
});
