import { TributaryError } from "../../base/errors.ts";
import type { ListRequest } from "../list-page.ts";
import type { ToolContext } from "../tool.ts";
import { findProperty, noProperty, type PropertyPlace, type V2Property } from "./property.ts";
import { asPropertyOwner, type PropertyKind, type PropertyOwner, propertyKinds } from "./property-kinds.ts";

export const contentPropertyTools = {
  list: "confluence_list_content_properties",
  set: "confluence_set_content_property",
  delete: "confluence_delete_content_property",
};

/** The request that lists the properties of content. */
export function propertiesOf(kind: PropertyKind, id: string): ListRequest {
  const { list, ofAll } = propertyKinds[kind];
  return { key: list, path: { [ofAll]: id } };
}

/** The property of the content meant, and how both are spoken of, in two requests where the id says what it is of. */
export async function readProperty(
  context: ToolContext,
  owner: PropertyOwner,
  key: string,
): Promise<{ place: PropertyPlace; before: V2Property | undefined }> {
  const [kind, id, before] = await asPropertyOwner(
    context,
    owner,
    async (kind, id) => [kind, id, await findProperty(context, propertiesOf(kind, id), key)] as const,
  );
  return { place: await contentPlace(context, kind, id), before };
}

/** Throws `not_found` when there is no such property. */
export async function readExistingProperty(
  context: ToolContext,
  owner: PropertyOwner,
  key: string,
): Promise<{ place: PropertyPlace; before: V2Property }> {
  const { place, before } = await readProperty(context, owner, key);
  if (before === undefined) throw noProperty(key, place.inWords, contentPropertyTools.list);
  return { place, before };
}

async function contentPlace(context: ToolContext, kind: PropertyKind, id: string): Promise<PropertyPlace> {
  const { words, ofOne, create, update, delete: remove } = propertyKinds[kind];
  const row = await readRow(context, kind, id);
  const webui = row?._links?.webui ?? row?.webuiLink;
  return {
    all: propertiesOf(kind, id),
    create,
    update,
    delete: remove,
    one: (propertyId) => ({ [ofOne]: id, "property-id": propertyId }),
    inWords: row?.title ? `the ${words} "${row.title}"` : `the ${words} ${id}`,
    change: {
      kind: kind === "page" || kind === "blogpost" || kind === "attachment" || kind === "comment" ? kind : "content",
      id,
      ...(row?.title && { title: row.title }),
      ...(row?.spaceId !== undefined && { spaceId: row.spaceId }),
      ...(webui !== undefined && { url: `${context.site.url}/wiki${webui}` }),
    },
    tools: contentPropertyTools,
    named: { contentId: id, contentType: kind },
  };
}

type Row = { title?: string; spaceId?: string; _links?: { webui?: string }; webuiLink?: string };

/**
 * Undefined for what was never published, which has properties but may not be given without being asked for as a draft,
 * and for comments.
 */
async function readRow({ confluence }: ToolContext, kind: PropertyKind, id: string): Promise<Row | undefined> {
  const row = propertyKinds[kind];
  if (!("read" in row)) return undefined;
  try {
    return await confluence.call<Row>(row.read, { path: { id }, what: `the ${row.words} ${id}` });
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
