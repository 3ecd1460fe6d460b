import { attribute, type Tree } from "../tree/tree.ts";

/** The named emoticons of the old editor as the characters a reader sees. */
export const emoticons: Readonly<Record<string, string>> = {
  smile: "🙂",
  sad: "🙁",
  cheeky: "😛",
  laugh: "😀",
  wink: "😉",
  "thumbs-up": "👍",
  "thumbs-down": "👎",
  information: "ℹ️",
  tick: "✅",
  cross: "❌",
  warning: "⚠️",
  plus: "➕",
  minus: "➖",
  question: "❓",
  "light-on": "💡",
  "light-off": "💡",
  "yellow-star": "⭐",
  "red-star": "⭐",
  "green-star": "⭐",
  "blue-star": "⭐",
  heart: "❤️",
  "broken-heart": "💔",
};

/**
 * The text of an `ac:emoticon`. Cloud writes `blue-star` for every emoji it has no old name for, so the fallback
 * goes first; the fallback of a site's own emoji is its `:shortname:`.
 */
export function emoticonText(tree: Tree, node: number): string {
  const fallback = attribute(tree, node, "ac:emoji-fallback");
  if (fallback !== undefined && fallback !== "") return fallback;
  const name = attribute(tree, node, "ac:name") ?? "";
  const shortname = attribute(tree, node, "ac:emoji-shortname");
  if (name !== "blue-star" && Object.hasOwn(emoticons, name)) return emoticons[name] as string;
  if (shortname !== undefined && shortname !== "") return shortname;
  return (Object.hasOwn(emoticons, name) ? emoticons[name] : undefined) ?? (name === "" ? "" : `:${name}:`);
}
