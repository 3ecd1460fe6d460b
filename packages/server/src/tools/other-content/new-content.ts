import { and, clause, cql, printCql } from "@tributary/cql";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { allRows } from "../list-page.ts";
import { treeChildren, treeKinds } from "../pages/tree.ts";
import { resolveSpace, resolveSpaceId } from "../references.ts";
import { dayBefore } from "../search/day-before.ts";
import type { V2List } from "../shapes.ts";
import type { Prepared, Target, ToolContext } from "../tool.ts";
import type { Written } from "../write.ts";
import {
  inTreeInWords,
  inTreeReads,
  type OtherContent,
  type OtherKind,
  otherKinds,
  readAs,
  readInTree,
  toOther,
  type V2Other,
} from "./other-content.ts";

type Place = { spaceId?: string | undefined; parentId?: string | undefined };

export const newContentTargets = ({ spaceId, parentId }: Place): Target[] => [
  ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
  ...(parentId === undefined ? [] : [{ kind: "content" as const, ref: parentId }]),
];

/** The operations a tool that creates `kind` calls. */
export const newContentEndpoints = (kind: OtherKind): EndpointKey[] => [
  otherKinds[kind].create,
  ...inTreeReads,
  ...treeChildren,
  "getSpaceById",
  "v1.searchByCQL",
];

export type NewContent = Place & {
  title: string;
  /** What only this kind has, as Confluence's fields. */
  fields?: Record<string, unknown>;
  isPrivate?: boolean;
};

/** A new whiteboard, database, folder or smart link. It is read back: one Confluence accepted and does not have is an error. */
export async function prepareNewContent(
  context: ToolContext,
  kind: OtherKind,
  { title, fields = {}, isPrivate = false, ...named }: NewContent,
): Promise<Prepared<OtherContent>> {
  const { noun, create } = otherKinds[kind];
  const place = await findPlace(context, noun, named);
  const startedAt = context.now();
  const written = (row: V2Other): Written<OtherContent> => ({
    data: toOther(context, kind, row),
    undo: [{ tool: "confluence_delete_content", arguments: { contentId: row.id, contentType: kind } }],
  });
  const { spaceId, parent } = place;
  return {
    preview: {
      summary: `Create the ${isPrivate ? "private " : ""}${noun} "${title}" ${place.inWords}.`,
      changes: [
        {
          kind: "content",
          title,
          spaceId,
          after: {
            type: kind,
            title,
            ...(parent !== undefined && { parentId: parent.id }),
            ...(isPrivate && { private: true }),
            ...fields,
          },
        },
      ],
    },
    async commit() {
      const { id } = await context.confluence
        .call<{ id: string }>(create, {
          ...(isPrivate && { query: { private: true } }),
          body: { spaceId, title, ...(parent !== undefined && { parentId: parent.id }), ...fields },
          what: `the new ${noun} "${title}"`,
        })
        .catch((error: unknown) => {
          throw isTaken(error) ? taken(noun, title, error) : error;
        });
      const row = await orAbsent(readAs(context, kind, id));
      if (row !== undefined) return written(row);
      throw new TributaryError("upstream_error", `Confluence accepted the ${noun} "${title}" but did not make it.`, {
        hint: "Look for it with confluence_list_children; if it is not there, try again.",
        details: { id },
      });
    },
    /** One of this title that is younger than the call is the one that was asked for. */
    async settle(through) {
      // Confluence's clock and ours may differ by some seconds.
      const isNew = (row: V2Other) => new Date(row.createdAt ?? 0).getTime() > startedAt - 30_000;
      for (const id of await (parent === undefined ? searched : listed)(through, { kind, title, place })) {
        const row = await orAbsent(readAs(through, kind, id));
        if (row !== undefined && String(row.spaceId) === spaceId && isNew(row)) {
          return { outcome: "done", ...written(row) };
        }
      }
      // At the top of a space only the search finds it, and that may not know it yet.
      return { outcome: parent === undefined ? "unknown" : "not_done" };
    },
  };
}

type Found = { spaceId: string; parent?: { id: string; children: EndpointKey }; inWords: string };

async function findPlace(context: ToolContext, noun: string, { spaceId, parentId }: Place): Promise<Found> {
  if (parentId !== undefined) {
    const { kind, row } = await readInTree(context, parentId);
    const own = String(row.spaceId);
    if (spaceId !== undefined && (await resolveSpaceId(context, spaceId)) !== own) {
      throw new TributaryError("invalid_input", `The parent "${row.title}" is in another space than ${spaceId}.`, {
        hint: "Leave out spaceId, or name a parent in that space.",
      });
    }
    const parent = { id: row.id, children: treeKinds[kind].children };
    return { spaceId: own, parent, inWords: `under ${inTreeInWords(kind, row)}` };
  }
  if (spaceId === undefined) {
    throw new TributaryError("invalid_input", `A new ${noun} needs a place.`, {
      hint: "Pass spaceId, or parentId to put it under a page or folder.",
    });
  }
  const space = await resolveSpace(context, spaceId);
  return { spaceId: space.id, inWords: `in the space "${space.name}"` };
}

type Sought = { kind: OtherKind; title: string; place: Found };

/** What stands under the parent and is called so. */
async function listed(through: ToolContext, { kind, title, place: { parent } }: Sought): Promise<string[]> {
  if (parent === undefined) return [];
  const rows = await allRows<{ id: string; type: string; title: string }>(
    through,
    { key: parent.children, path: { id: parent.id } },
    "what is under the parent",
  );
  return rows.filter((row) => row.type === kind && row.title === title).map(({ id }) => id);
}

async function searched({ confluence, now }: ToolContext, { kind, title }: Sought): Promise<string[]> {
  const query = and(
    clause("type", "=", kind),
    clause("title", "=", title),
    clause("created", ">=", dayBefore(now() - 24 * 3600_000)),
  );
  const { results } = await confluence.call<V2List<{ content?: { id: string } }>>("v1.searchByCQL", {
    query: { cql: printCql(cql(query)), limit: 25 },
    what: "the search for it",
  });
  return results.flatMap(({ content }) => content?.id ?? []);
}

async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}

/** Folders, unlike the others, are unique by title in their space. */
const isTaken = (error: unknown): boolean =>
  error instanceof TributaryError && /exists with the same title/i.test(error.atlassian?.message ?? error.message);

const taken = (noun: string, title: string, cause: unknown) =>
  new TributaryError("title_taken", `There is a ${noun} "${title}" in this space already.`, {
    hint: "Choose another title, or use the one there is.",
    ...(cause instanceof TributaryError && cause.atlassian !== undefined && { atlassian: cause.atlassian }),
    cause,
  });
