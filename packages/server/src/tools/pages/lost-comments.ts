import type { BodyWrite } from "../body.ts";

const marker =
  /<ac:inline-comment-marker\b[^>]*?\bac:ref="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/ac:inline-comment-marker>)/g;

/** A sentence for each inline comment whose place in the text a new body does not have any more. */
export function lostComments(before: string, after: BodyWrite): string[] {
  // What becomes of wiki markup is for Confluence to say.
  if (after.representation !== "storage" || !before.includes("ac:inline-comment-marker")) return [];
  const left = new Set([...after.value.matchAll(marker)].map(([, ref]) => ref));
  const lost = new Map<string, string>();
  for (const [, ref = "", inner = ""] of before.matchAll(marker)) {
    if (left.has(ref)) continue;
    lost.set(ref, (lost.get(ref) ?? "") + inner.replace(/<[^>]*>/g, ""));
  }
  return [...lost.values()].map((text) => `The inline comment on "${text.trim().slice(0, 60)}" loses its place.`);
}
