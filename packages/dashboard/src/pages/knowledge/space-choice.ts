import type { SourceChange, SourceSettings } from "@tributary/sdk";

type Lists = Pick<SourceSettings, "includeSpaces" | "excludeSpaces">;

/** The change that keeps a space from being synced. */
export function leaveOut({ includeSpaces, excludeSpaces = [] }: Lists, key: string): SourceChange {
  return {
    excludeSpaces: [...excludeSpaces.filter((one) => one !== key), key],
    ...(includeSpaces !== undefined && { includeSpaces: listOrNone(includeSpaces.filter((one) => one !== key)) }),
  };
}

/** The change that lets a space be synced again. */
export function takeIn({ includeSpaces, excludeSpaces = [] }: Lists, key: string): SourceChange {
  return {
    excludeSpaces: listOrNone(excludeSpaces.filter((one) => one !== key)),
    ...(includeSpaces !== undefined && { includeSpaces: [...includeSpaces.filter((one) => one !== key), key] }),
  };
}

/** The keys in a text, with commas or spaces between; `null` for none, which takes a list away. */
export function keysIn(text: string): string[] | null {
  return listOrNone([...new Set(text.split(/[\s,;]+/).filter((key) => key !== ""))]);
}

const listOrNone = (keys: string[]) => (keys.length === 0 ? null : keys);
