import { legalText, xmlText } from "../markdown-in/xml.ts";
import { decodeEntities } from "../tree/entities.ts";
import { parse } from "../tree/parse.ts";
import { CDATA, ELEMENT, nameOf, nodeFrom, TEXT, type Tree } from "../tree/tree.ts";
import { applySplices, type Splice } from "./splice.ts";

/** Code as a reader sees it, with the place of every character in the source. */
interface Located {
  text: string;
  places: { start: number; end: number; cdata: boolean }[];
}

/** What lies between two offsets as code: text, CDATA and line breaks; `\r\n` is one character, as in Markdown. */
function locate(tree: Tree, from: number, to: number): Located {
  const found: Located = { text: "", places: [] };
  const add = (text: string, start: number, end: number, cdata: boolean): void => {
    found.text += text;
    for (let at = 0; at < text.length; at++) found.places.push({ start, end, cdata });
  };
  for (let node = nodeFrom(tree, from); node < tree.count && (tree.start[node] as number) < to; node++) {
    const kind = tree.kind[node];
    if (kind === ELEMENT && nameOf(tree, node) === "br")
      add("\n", tree.start[node] as number, tree.end[node] as number, false);
    if (kind !== TEXT && kind !== CDATA) continue;
    const cdata = kind === CDATA;
    const start = (cdata ? tree.openEnd : tree.start)[node] as number;
    const raw = tree.source.slice(start, (cdata ? tree.closeStart : tree.end)[node] as number);
    for (const match of raw.matchAll(cdata ? /\r\n?|[\s\S]/g : /\r\n?|&[#\w]{1,40};|[\s\S]/g)) {
      const [piece] = match;
      const text = piece.startsWith("\r") ? "\n" : cdata || piece.length === 1 ? piece : decodeEntities(piece);
      add(text, start + match.index, start + match.index + piece.length, cdata);
    }
  }
  return found;
}

/**
 * The change of code as the one stretch that differs, so that markup, line ends and CDATA sections around it stay.
 * Undefined where that cannot be said: the code is then written anew.
 */
export function editCode(tree: Tree, from: number, to: number, old: string, now: string): Splice[] | undefined {
  const located = locate(tree, from, to);
  const hidden = located.text.length - old.length;
  if (hidden < 0 || hidden > 1 || located.text.slice(hidden) !== old || old === "") return undefined;
  let first = 0;
  while (first < old.length && first < now.length && old[first] === now[first]) first++;
  let last = 0;
  while (last < old.length - first && last < now.length - first && old.at(-1 - last) === now.at(-1 - last)) last++;
  // Half a character is none.
  if (/[\ud800-\udbff]/.test(old[first - 1] ?? "")) first--;
  if (/[\udc00-\udfff]/.test(old[old.length - last] ?? "")) last--;
  const start = located.places[hidden + Math.min(first, old.length - 1)];
  const end = located.places[hidden + old.length - last - 1];
  if (start === undefined || end === undefined) return undefined;
  const at = first === old.length ? start.end : start.start;
  const text = now.slice(first, now.length - last);
  const written = start.cdata ? legalText(text).replaceAll("]]>", "]]]]><![CDATA[>") : xmlText(text);
  const splices = [{ start: at, end: first + last === old.length ? at : end.end, text: written }];
  const shifted = splices.map((splice) => ({ ...splice, start: splice.start - from, end: splice.end - from }));
  const after = parse(applySplices(tree.source.slice(from, to), shifted));
  const reads = locate(after, 0, after.source.length).text.slice(hidden) === legalText(now);
  return reads && after.problems.length === 0 ? splices : undefined;
}
