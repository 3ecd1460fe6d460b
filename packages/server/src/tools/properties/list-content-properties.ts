import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { contentPropertyTools, propertiesOf } from "./content-place.ts";
import { propertyShape, toProperty, type V2Property } from "./property.ts";
import { asPropertyOwner, propertyAction, propertyOwner, propertyReads, propertyTargets } from "./property-kinds.ts";

const name = contentPropertyTools.list;

export const listContentProperties = defineTool({
  name,
  title: "List content properties",
  description:
    "Lists the properties of a page, blog post, attachment, comment or other content: JSON that apps and people keep with it under keys, Confluence's own among them. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    contentId: propertyOwner.contentId.optional(),
    contentType: propertyOwner.contentType,
    sort: z.enum(["key", "-key"]).optional().describe("By key, up or down."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(propertyShape),
  endpoints: propertyReads,
  targets: propertyTargets,
  action: propertyAction("read"),
  example: { contentId: "ENG:Sluice" },
  run: ({ contentId, contentType, sort, limit, cursor }, context) => {
    const list = (first: Parameters<typeof listPage>[1]["first"]) =>
      listPage<V2Property, z.input<typeof propertyShape>>(context, {
        tool: name,
        cursor,
        first,
        item: toProperty,
        what: "the properties",
      });
    if (contentId !== undefined && cursor === undefined) {
      return asPropertyOwner(context, { contentId, contentType }, (kind, id) =>
        list(() => ({ ...propertiesOf(kind, id), query: { sort, limit } })),
      );
    }
    return list(() => {
      throw new TributaryError("invalid_input", "contentId is missing.", { hint: "Pass the id or URL of content." });
    });
  },
});
