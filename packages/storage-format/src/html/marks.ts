import { attribute, nameOf, type Tree } from "../tree/tree.ts";

const marks: Readonly<Record<string, string>> = {
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  cite: "em",
  u: "u",
  ins: "u",
  s: "s",
  del: "s",
  strike: "s",
  code: "code",
  tt: "code",
  kbd: "code",
  samp: "code",
  sub: "sub",
  sup: "sup",
  small: "small",
};

const styles: readonly [pattern: RegExp, mark: string][] = [
  [/font-weight:\s*(?:bold|[6-9]00)\b/i, "strong"],
  [/font-style:\s*italic\b/i, "em"],
  [/text-decoration[^;]*:[^;]*\bline-through\b/i, "s"],
  [/vertical-align:\s*sub\b/i, "sub"],
  [/vertical-align:\s*super\b/i, "sup"],
];

/** Whether the element is bold by name only: Google Docs puts `<b style="font-weight:normal">` around all it copies. */
export function isPlainBold(tree: Tree, node: number): boolean {
  return /font-weight:\s*(?:normal|400)\b/i.test(attribute(tree, node, "style") ?? "");
}

/** The marks an HTML element puts on its text, by its name or, as word processors say it, by a span's style. */
export function marksOf(tree: Tree, node: number): string[] {
  const name = nameOf(tree, node);
  if (Object.hasOwn(marks, name))
    return marks[name] === "strong" && isPlainBold(tree, node) ? [] : [marks[name] as string];
  if (name !== "span") return [];
  const style = attribute(tree, node, "style") ?? "";
  return style === "" ? [] : styles.filter(([pattern]) => pattern.test(style)).map(([, mark]) => mark);
}
