import { codeMacro, macro, richMacro } from "../markdown-in/macro-storage.ts";
import type { StorageResult } from "../markdown-in/markdown-to-storage.ts";
import { cdata, legalText, xmlText } from "../markdown-in/xml.ts";
import { wikiInline, wikiParameters } from "./wiki-inline.ts";

const plainBodies = new Set(["code", "noformat"]);
const richBodies = new Set([
  "info",
  "note",
  "tip",
  "warning",
  "panel",
  "expand",
  "quote",
  "excerpt",
  "section",
  "column",
  "details",
]);
const blockStart =
  /^(?:h[1-6]\.\s|bq\.\s|----+\s*$|[*#-]+\s|\|)|\{(?:code|noformat|info|note|tip|warning|panel|expand|quote|excerpt|section|column|details)(?::[^}]*)?\}/;

/**
 * Confluence wiki markup (the `wiki` representation) as storage format: headings, text marks, lists, tables, links,
 * images, rules, quotes, code, noformat, panels and a few bodiless macros. Unknown braces stay text.
 */
export function wikiToStorage(wiki: string): StorageResult {
  return { storage: blocks(legalText(wiki).replace(/\r\n?/g, "\n").split("\n"), 0), diagnostics: [] };
}

function blocks(lines: readonly string[], depth: number): string {
  let out = "";
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as string;
    if (line.trim() === "") {
      at++;
      continue;
    }
    const taken = macroBlock(lines, at, depth) ?? lineBlock(lines, at);
    out += taken.storage;
    at = taken.next;
  }
  return out;
}

interface Taken {
  storage: string;
  next: number;
}

/** `{name:parameters}` … `{name}` over any number of lines, or undefined when it never ends. */
function macroBlock(lines: readonly string[], at: number, depth: number): Taken | undefined {
  const line = lines[at] as string;
  const open = /^\s*\{(\w+)(?::([^}]*))?\}/.exec(line);
  const name = open?.[1] ?? "";
  if (open === null || (!plainBodies.has(name) && !richBodies.has(name)) || depth > 20) return undefined;
  const body: string[] = [];
  const end = `{${name}}`;
  let text = line.slice(open[0].length);
  for (let next = at; next < lines.length; next++) {
    if (next > at) text = lines[next] as string;
    const close = text.indexOf(end);
    if (close === -1) {
      body.push(text);
      continue;
    }
    body.push(text.slice(0, close));
    const after = text.slice(close + end.length);
    const storage =
      bodyMacro(name, open[2] ?? "", body, depth) + (after.trim() === "" ? "" : blocks([after], depth + 1));
    return { storage, next: next + 1 };
  }
  return undefined;
}

function bodyMacro(name: string, settings: string, body: readonly string[], depth: number): string {
  if (plainBodies.has(name)) {
    const text = body.join("\n").replace(/^\n|\n$/g, "");
    const parameters = wikiParameters(settings);
    const named = (key: string): string => parameters.find(([found]) => found === key)?.[1] ?? "";
    if (name === "code") return codeMacro(named("language") || named(""), named("title"), text);
    return macro(name, [], `<ac:plain-text-body>${cdata(text)}</ac:plain-text-body>`);
  }
  const inside = blocks(body, depth + 1);
  if (name === "quote") return `<blockquote>${inside || "<p />"}</blockquote>`;
  return richMacro(
    name,
    wikiParameters(settings).map(([key, value]) => [key === "" ? "title" : key, value]),
    inside,
  );
}

function lineBlock(lines: readonly string[], at: number): Taken {
  const line = (lines[at] as string).trim();
  const heading = /^h([1-6])\.\s+(.*)$/.exec(line);
  if (heading !== null)
    return { storage: `<h${heading[1]}>${wikiInline(heading[2] as string)}</h${heading[1]}>`, next: at + 1 };
  if (/^----+$/.test(line)) return { storage: "<hr />", next: at + 1 };
  const quote = /^bq\.\s+(.*)$/.exec(line);
  if (quote !== null)
    return { storage: `<blockquote><p>${wikiInline(quote[1] as string)}</p></blockquote>`, next: at + 1 };
  if (/^[*#-]+\s/.test(line)) return list(lines, at);
  if (line.startsWith("|")) return table(lines, at);
  const text: string[] = [line];
  let next = at + 1;
  while (
    next < lines.length &&
    (lines[next] as string).trim() !== "" &&
    !blockStart.test((lines[next] as string).trim())
  ) {
    text.push((lines[next] as string).trim());
    next++;
  }
  return { storage: `<p>${text.map(wikiInline).join("<br />")}</p>`, next };
}

/** `*`, `#` and `-` items; the row of signs before the text is the nesting. */
function list(lines: readonly string[], at: number): Taken {
  let out = "";
  let open: string[] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const match = /^\s*([*#-]+)\s+(.*)$/.exec(lines[next] as string);
    if (match === null) break;
    const names = [...(match[1] as string)].slice(0, 30).map((sign) => (sign === "#" ? "ol" : "ul"));
    let same = 0;
    while (same < open.length && same < names.length && open[same] === names[same]) same++;
    while (open.length > same) out += `</li></${open.pop()}>`;
    if (names.length === same) out += "</li><li>";
    for (const name of names.slice(same)) out += `<${name}><li>`;
    open = names;
    out += `<p>${wikiInline(match[2] as string)}</p>`;
  }
  while (open.length > 0) out += `</li></${open.pop()}>`;
  return { storage: out, next };
}

function table(lines: readonly string[], at: number): Taken {
  let out = "";
  let next = at;
  for (; next < lines.length; next++) {
    const line = (lines[next] as string).trim();
    if (!line.startsWith("|")) break;
    out += `<tr>${row(line)}</tr>`;
  }
  return { storage: `<table><tbody>${out}</tbody></table>`, next };
}

function row(line: string): string {
  let out = "";
  const cells = line.replace(/(?<!\|)\|+$/, "").matchAll(/(\|\|?)((?:\[[^\][]*\]|\\\||[^|])*)/g);
  for (const [, bars, text] of cells) {
    const name = bars === "||" ? "th" : "td";
    out += `<${name}><p>${wikiInline((text as string).trim())}</p></${name}>`;
  }
  return out || `<td><p>${xmlText(line.replaceAll("|", ""))}</p></td>`;
}
