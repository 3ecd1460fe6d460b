import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { nextPosition, position } from "../list-page.ts";
import { findPage, parseReference } from "../references.ts";
import type { V2List, V2Page, V2Space } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { isTreeKind, type TreeKind, treeChildren, treeKinds, treeReads } from "./tree.ts";

/** Something that stands in the page tree, as REST v2 gives it. */
export type Standing = Pick<V2Page, "id" | "title" | "spaceId" | "status" | "parentId" | "_links"> & {
  type: TreeKind;
  parentType?: string | null;
};

/** What finding something in a tree takes. */
export const standingEndpoints = [
  ...treeReads,
  "convertContentIdsToContentTypes",
  "getPages",
  "getSpaces",
] as const satisfies readonly EndpointKey[];

/** What finding the neighbours of something takes. */
export const placeEndpoints = treeChildren;

/**
 * What a reference to a page or to other content of the tree means. A bare number is asked for as a page first. Throws
 * `invalid_input` for what stands in no tree.
 */
export async function readStanding(context: ToolContext, ref: string): Promise<Standing> {
  const reference = parseReference(ref, "page or other content");
  if (!("id" in reference)) {
    const { id, found } = await findPage(context, "page", ref);
    return found === undefined ? read(context, "page", id) : { ...found, type: "page" };
  }
  const { id, type } = reference;
  if (type !== undefined) return read(context, treeKindOf(type, id), id);
  try {
    return await read(context, "page", id);
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    const { results } = await context.confluence.call<{ results: Record<string, string | null> }>(
      "convertContentIdsToContentTypes",
      { body: { contentIds: [id] }, what: `the type of ${id}` },
    );
    const found = results[id];
    if (found == null || found === "page") throw error;
    return read(context, treeKindOf(found, id), id);
  }
}

function treeKindOf(type: string, id: string): TreeKind {
  if (isTreeKind(type)) return type;
  throw new TributaryError("invalid_input", `The ${type} ${id} does not stand in the page tree.`, {
    hint: "Name a page, a folder, a whiteboard, a database or a smart link.",
  });
}

async function read({ confluence }: ToolContext, type: TreeKind, id: string): Promise<Standing> {
  const { noun, read: key } = treeKinds[type];
  return { ...(await confluence.call<Standing>(key, { path: { id }, what: `${noun} ${id}` })), type };
}

/** The homepage of a space, under which its tree begins. */
export async function homepageOf(context: ToolContext, space: V2Space): Promise<Standing> {
  if (space.homepageId) return read(context, "page", space.homepageId);
  throw new TributaryError("not_found", `The space "${space.name}" has no homepage to put a page under.`, {
    hint: "Name a page of the space instead.",
  });
}

type Row = { id: string; title: string };

/** What stands right before and after something under the same parent; both absent at the root of a space. */
export type Neighbours = { previous?: Row; next?: Row };

/** Reads what is below the parent until the content and what follows it are found: one request for every 250. */
export async function neighboursOf({ confluence }: ToolContext, content: Standing): Promise<Neighbours> {
  const { id, parentId, parentType } = content;
  const type = parentType ?? "page";
  if (!parentId || !isTreeKind(type)) return {};
  let previous: Row | undefined;
  let found = false;
  let next: string | undefined;
  do {
    const answer: V2List<Row> = await confluence.call(treeKinds[type].children, {
      path: { id: parentId },
      query: { limit: 250, ...(next !== undefined && position(next)) },
      what: `what stands beside ${content.type} ${id}`,
    });
    for (const row of answer.results) {
      if (found) return { ...(previous !== undefined && { previous }), next: row };
      if (row.id === id) found = true;
      else previous = row;
    }
    next = nextPosition(answer._links?.next);
  } while (next !== undefined);
  return found && previous !== undefined ? { previous } : {};
}
