import type { BodyWrite } from "../body.ts";

const opens = /<ac:inline-comment-marker\b([^<>]*)>/g;
const closes = "</ac:inline-comment-marker>";

/** The markers of a body, each with the beginning of what it holds. */
function* markersOf(storage: string): Generator<{ ref: string; inner: string }> {
  let close = 0;
  for (const match of storage.matchAll(opens)) {
    const [whole, attributes = ""] = match;
    const ref = /\bac:ref="([^"]*)"/.exec(attributes)?.[1];
    if (ref === undefined) continue;
    const from = match.index + whole.length;
    if (close !== -1 && close < from) close = storage.indexOf(closes, from);
    const empty = close === -1 || attributes.endsWith("/");
    yield { ref, inner: empty ? "" : storage.slice(from, Math.min(close, from + 2000)) };
  }
}

/** A sentence for each inline comment whose place in the text a new body does not have any more. */
export function lostComments(before: string, after: BodyWrite): string[] {
  // What becomes of wiki markup is for Confluence to say.
  if (after.representation !== "storage" || !before.includes("ac:inline-comment-marker")) return [];
  const left = new Set([...markersOf(after.value)].map(({ ref }) => ref));
  const lost = new Map<string, string>();
  for (const { ref, inner } of markersOf(before)) {
    if (left.has(ref)) continue;
    lost.set(ref, (lost.get(ref) ?? "") + inner.replace(/<[^<>]*>/g, ""));
  }
  return [...lost.values()].map((text) => `The inline comment on "${text.trim().slice(0, 60)}" loses its place.`);
}
