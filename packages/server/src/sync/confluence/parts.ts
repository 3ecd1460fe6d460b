import { createHash } from "node:crypto";
import type { Part } from "../source.ts";

/** The kinds of lists. Those of the second stage need the pages of the first. */
export const listKinds = ["pages", "blogposts", "facts", "attachments", "footer-comments", "inline-comments"] as const;
export type ListKind = (typeof listKinds)[number];

export type SitePart = Part & { kind: ListKind };

/** Most spaces one list may name. */
const mostSpaces = 100;
/** So many lists of pages are read beside each other, where there are that many spaces. */
const lanes = 3;

/**
 * The lists that hold everything of these spaces: many spaces share one, because a list of 250 costs one request
 * however many spaces it is from.
 */
export function partsOf(spaceIds: readonly string[], comments: boolean): SitePart[] {
  if (spaceIds.length === 0) return [];
  const groups = split(spaceIds, Math.max(Math.min(lanes, spaceIds.length), Math.ceil(spaceIds.length / mostSpaces)));
  const hundreds = split(spaceIds, Math.ceil(spaceIds.length / mostSpaces));
  return [
    // First and in the same order as the pages: documents whose facts are known when they are made need no second look.
    ...groups.map((ids) => part("facts", 0, ids)),
    ...groups.map((ids) => part("pages", 0, ids)),
    ...hundreds.map((ids) => part("blogposts", 0, ids)),
    part("attachments", 1, spaceIds),
    ...(comments ? [part("footer-comments", 1, spaceIds), part("inline-comments", 1, spaceIds)] : []),
  ];
}

/** A saved cursor fits only the list it came from, so the spaces are part of the list's name. */
function part(kind: ListKind, stage: number, spaceIds: readonly string[]): SitePart {
  const name = createHash("sha1").update(spaceIds.join()).digest("base64url").slice(0, 10);
  return { id: `${kind}:${name}`, kind, stage, label: kind.replace("-", " "), spaceIds };
}

function split(ids: readonly string[], groups: number): string[][] {
  const size = Math.ceil(ids.length / groups);
  return Array.from({ length: groups }, (_, i) => ids.slice(i * size, (i + 1) * size)).filter(
    (some) => some.length > 0,
  );
}
