import { allRows, type ListRequest } from "../list-page.ts";
import { propertiesOf } from "../properties/content-place.ts";
import { noProperty, type V2Property } from "../properties/property.ts";
import { asPropertyOwner, type PropertyKind } from "../properties/property-kinds.ts";
import { spacePlace } from "../properties/space-place.ts";
import type { ToolContext } from "../tool.ts";

/** The key of a property of content that is named by its key or its id. Throws `not_found` when there is none. */
export const contentPropertyKey = (context: ToolContext, contentType: PropertyKind, contentId: string, ref: string) =>
  asPropertyOwner(context, { contentId, contentType }, async (kind, id) => ({
    key: await keyIn(context, propertiesOf(kind, id), ref, `the content ${id}`, "confluence_list_content_properties"),
  }));

/** The same for a property of a space. */
export async function spacePropertyKey(context: ToolContext, space: string, ref: string) {
  const { all, inWords, tools } = await spacePlace(context, space);
  return { key: await keyIn(context, all, ref, inWords, tools.list) };
}

async function keyIn(context: ToolContext, all: ListRequest, ref: string, inWords: string, list: string) {
  const rows = await allRows<V2Property>(context, all, "the properties");
  const found = rows.find(({ key }) => key === ref) ?? rows.find(({ id }) => String(id) === ref);
  if (found === undefined) throw noProperty(ref, inWords, list);
  return found.key;
}
