/**
 * Ids that are the same in every build. Builders leave one-character marks where Confluence would put an id,
 * and `withStableIds` fills them from the page's key when the page is complete.
 */

/** Stands for a twelve-digit hexadecimal `local-id`. */
export const LOCAL_ID = "\uE000";
/** Stands for a UUID (`ac:macro-id`, task lists, decision items). */
export const UUID = "\uE001";
/** Stands for the next task number of the page. */
export const TASK_ID = "\uE002";
const REF = "\uE003";

const MARKS = /[\uE000-\uE002]|\uE003([^\uE003]+)\uE003/g;

/** Stands for the `ac:ref` of an inline comment, known on its page by a short name. */
export const refMark = (name: string) => `${REF}${name}${REF}`;

/** 32-bit FNV-1a. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A repeatable stream of numbers in [0, 1) for one seed text (mulberry32). */
export function randomFrom(seed: string): () => number {
  let state = hash32(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `digits` hexadecimal digits, at most eight; the leading 1 keeps the zeros in front and is cut off. */
const hex = (random: () => number, digits: number) =>
  (16 ** digits + Math.floor(random() * 16 ** digits)).toString(16).slice(1);

/** A version 4 UUID drawn from `random`. */
export const uuidFrom = (random: () => number) =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 6)}${hex(random, 6)}`;

/** The `ac:ref` of the inline comment called `name` on the page `pageKey`. */
export const commentRef = (pageKey: string, name: string) => uuidFrom(randomFrom(`${pageKey}#${name}`));

/** Replaces every mark in `body` by an id that depends only on `pageKey` and the mark's position. */
export function withStableIds(pageKey: string, body: string): string {
  const random = randomFrom(pageKey);
  let tasks = 0;
  return body.replace(MARKS, (mark, ref: string | undefined) => {
    if (ref !== undefined) return commentRef(pageKey, ref);
    if (mark === LOCAL_ID) return hex(random, 6) + hex(random, 6);
    if (mark === UUID) return uuidFrom(random);
    tasks += 1;
    return String(tasks);
  });
}
