import type { Change } from "@tributary/sdk";

export type FieldChange = { name: string; before: string | undefined; after: string | undefined };

/** The fields of a piece of content that differ, in words. A text whose difference is shown beside them is left out. */
export function fieldChanges({
  before = {},
  after = {},
  diff,
}: Pick<Change, "before" | "after" | "diff">): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    names
      .filter((name) => !(name === "body" && diff !== undefined))
      // A new comment or file is headed by the name of its page: its number tells nobody more.
      .filter((name) => !(name === "pageId" && before.pageId === undefined))
      .map((name) => ({ name: inWords(name), before: show(before[name]), after: show(after[name]) }))
      .filter(({ before, after }) => before !== after)
  );
}

function inWords(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Excerpt = { excerpt: string; length: number };

const isExcerpt = (value: unknown): value is Excerpt =>
  typeof value === "object" && value !== null && "excerpt" in value && "length" in value;

function show(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (isExcerpt(value))
    return value.excerpt.length < value.length ? `${value.excerpt}… (${value.length} characters)` : value.excerpt;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ") || "none";
  return JSON.stringify(value);
}
