import { storageToText } from "@tributary/storage-format";
import { type Person, passagesOf, type SearchDocument } from "../../search/index.ts";
import type { V2Content } from "./answers.ts";
import type { Item } from "./item.ts";
import type { Names } from "./names.ts";
import type { Facts, Node } from "./tree.ts";

/** Raise it when passages come out differently: every document is then made anew. */
export const formatVersion = 1;

const mention = /ri:account-id="([^"]+)"/g;

/** Everybody whose name a document shows. */
export function* peopleOf({ content }: Item, node: Node, storage: string): Iterable<string> {
  yield* node.editors;
  if ("authorId" in content && content.authorId != null) yield content.authorId;
  for (const [, id = ""] of storage.matchAll(mention)) yield id;
}

export function toDocument(
  sourceId: string,
  item: Item,
  node: Node,
  facts: Facts,
  storage: string,
  names: Names,
): SearchDocument {
  const { content, kind } = item;
  const nameOf = (id: string) => names.of(id) ?? "Former user";
  const person = (id: string): Person => ({ id, name: nameOf(id) });
  const authorId = kind === "comment" ? node.editors[0] : (content as V2Content).authorId;
  const createdAt = kind === "comment" ? item.modifiedAt : Date.parse((content as V2Content).createdAt);
  return {
    ...facts,
    sourceId,
    id: item.id,
    kind,
    ...(authorId != null && { author: person(authorId) }),
    editors: node.editors.map(person),
    createdAt,
    modifiedAt: item.modifiedAt,
    version: item.version,
    passages: passagesOf(storageToText(storage, { resolveUser: nameOf }).passages),
    formatVersion,
  };
}
