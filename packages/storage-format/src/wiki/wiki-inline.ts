import { imageStorage, linkStorage, macro, resourceStorage } from "../markdown-in/macro-storage.ts";
import { xmlText } from "../markdown-in/xml.ts";

const marks: Readonly<Record<string, string>> = { "*": "strong", _: "em", "-": "s", "+": "u", "^": "sup", "~": "sub" };
const escaped = /\\([\\*_\-+^~{}[\]!|?#])/;

/** One line's worth of wiki markup as inline storage. */
export function wikiInline(text: string): string {
  let out = "";
  let at = 0;
  let plain = "";
  const flush = (): void => {
    out += xmlText(plain);
    plain = "";
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 2000);
    const found = special(rest, at === 0 ? " " : (text[at - 1] as string));
    if (found === undefined) {
      plain += text[at];
      at++;
      continue;
    }
    flush();
    out += found.storage;
    at += found.length;
  }
  flush();
  return out;
}

interface Found {
  storage: string;
  length: number;
}

function special(rest: string, before: string): Found | undefined {
  const first = rest[0] as string;
  if (first === "\\") {
    if (rest.startsWith("\\\\")) return { storage: "<br />", length: 2 };
    const literal = escaped.exec(rest);
    return literal?.index === 0 ? { storage: xmlText(literal[1] as string), length: 2 } : undefined;
  }
  if (first === "{") return braces(rest);
  if (first === "[") return link(rest);
  if (first === "!") return image(rest);
  if (rest.startsWith("??")) return span(rest, /^\?\?(\S(?:[^\n]*?\S)?)\?\?/, "em");
  const mark = Object.hasOwn(marks, first) ? marks[first] : undefined;
  if (mark === undefined || /[\p{L}\p{N}]/u.test(before)) return undefined;
  const sign = `\\x${first.charCodeAt(0).toString(16)}`;
  return span(
    rest,
    new RegExp(`^${sign}(?![\\s${sign}])([^\\n${sign}]*[^\\s${sign}])${sign}(?![\\p{L}\\p{N}])`, "u"),
    mark,
  );
}

function span(rest: string, pattern: RegExp, name: string): Found | undefined {
  const match = pattern.exec(rest);
  return match === null
    ? undefined
    : { storage: `<${name}>${wikiInline(match[1] as string)}</${name}>`, length: match[0].length };
}

function braces(rest: string): Found | undefined {
  const mono = /^\{\{(.+?)\}\}/.exec(rest);
  if (mono !== null) return { storage: `<code>${xmlText(mono[1] as string)}</code>`, length: mono[0].length };
  const colour = /^\{color(?::([^}]*))?\}/.exec(rest);
  // Colours open and close with the same word; they are left out rather than guessed at.
  if (colour !== null) return { storage: "", length: colour[0].length };
  const named = /^\{(status|anchor|jira|toc|children)(?::([^}]*))?\}/.exec(rest);
  if (named === null) return undefined;
  return { storage: macro(named[1] as string, wikiParameters(named[2] ?? "")), length: named[0].length };
}

/** `title=Done|colour=Green` or a lone default value. */
export function wikiParameters(text: string): [string, string][] {
  return text
    .split("|")
    .filter((part) => part !== "")
    .map((part): [string, string] => {
      const at = part.indexOf("=");
      return at === -1 ? ["", xmlText(part)] : [part.slice(0, at), xmlText(part.slice(at + 1))];
    });
}

function link(rest: string): Found | undefined {
  const match = /^\[([^\]\n]+)\]/.exec(rest);
  if (match === null) return undefined;
  const parts = (match[1] as string).split("|");
  const target = (parts.length > 1 ? parts[1] : parts[0]) as string;
  const label = parts.length > 1 ? wikiInline(parts[0] as string) : "";
  return { storage: linkTo(target.trim(), label), length: match[0].length };
}

function linkTo(target: string, label: string): string {
  if (/^(?:https?|ftp|mailto):/i.test(target)) return linkStorage(target, label || xmlText(target));
  if (target.startsWith("#")) return linkStorage(target, label || xmlText(target.slice(1)));
  if (target.startsWith("^")) return linkStorage(`attachment:${encodeURIComponent(target.slice(1))}`, label);
  if (target.startsWith("~"))
    return `<ac:link>${resourceStorage({ kind: "user", id: target.replace(/^~(?:accountid:)?/, ""), idKind: "account-id" })}</ac:link>`;
  const match = /^(?:([^:#]+):)?([^#]*)(?:#(.*))?$/.exec(target);
  const space = match?.[1] === undefined ? "" : `${encodeURIComponent(match[1])}/`;
  const anchor = match?.[3] === undefined ? "" : `#${encodeURIComponent(match[3])}`;
  return linkStorage(`page:${space}${encodeURIComponent(match?.[2] ?? target)}${anchor}`, label);
}

function image(rest: string): Found | undefined {
  const match = /^!([^\s!|][^!|\n]*)(?:\|([^!\n]*))?!/.exec(rest);
  if (match === null) return undefined;
  const alt = /(?:^|,\s*)alt="?([^",]*)"?/.exec(match[2] ?? "")?.[1] ?? "";
  const storage = imageStorage(match[1] as string, alt, "");
  return storage === undefined ? undefined : { storage, length: match[0].length };
}
