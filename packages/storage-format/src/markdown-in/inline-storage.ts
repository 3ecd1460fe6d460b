import type { Token } from "markdown-it";
import { isMacro, macroShape, parameter } from "../model/macro.ts";
import { setParameter } from "../round-trip/element-edits.ts";
import { applySplices } from "../round-trip/splice.ts";
import { decodeEntities } from "../tree/entities.ts";
import { parse } from "../tree/parse.ts";
import { autolinks } from "./autolink.ts";
import type { StorageContext } from "./context.ts";
import { redescribed, relabelled } from "./known-element.ts";
import { imageStorage, linkStorage, newMacro } from "./macro-storage.ts";
import { xmlAttribute, xmlText } from "./xml.ts";

const marks: Readonly<Record<string, string>> = { strong_open: "strong", em_open: "em", s_open: "s" };
const markEnds: Readonly<Record<string, string>> = { strong_close: "strong", em_close: "em", s_close: "s" };
/** The inline HTML that stands for something Markdown lacks. Everything else in angle brackets is text. */
const htmlMarks: Readonly<Record<string, string>> = {
  u: "u",
  ins: "u",
  sub: "sub",
  sup: "sup",
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  s: "s",
  del: "s",
  strike: "s",
  code: "code",
  kbd: "code",
  small: "small",
  samp: "code",
  tt: "code",
  cite: "em",
  dfn: "em",
};
/** Inline HTML without a storage form: tags that come in pairs are left out, their words stay. */
const wordless = new Set("mark font big abbr acronym q var bdi bdo label center nobr picture p div".split(" "));

interface OpenElement {
  name: string;
  close: string;
  open: string;
}

interface LinkStart {
  href: string;
  /** The storage before it: cut out again at its end it would be copied whole for each link. */
  before: string;
  depth: number;
  /** Whether `<a>` opened it. */
  html: boolean;
}

/** Inline tokens as storage format. Marks close in the order they were opened, whatever the input did. */
export function inlineStorage(tokens: readonly Token[], context: StorageContext, line: number): string {
  if (tokens.length === 1 && (tokens[0] as Token).type === "text")
    return textStorage((tokens[0] as Token).content, context, false);
  let out = "";
  const open: OpenElement[] = [];
  const links: LinkStart[] = [];
  const pairs = pairsIn(tokens);
  const start = (name: string): void => {
    out += `<${name}>`;
    open.push({ name, open: `<${name}>`, close: `</${name}>` });
  };
  const end = (name: string): void => {
    const floor = links.length > 0 ? (links[links.length - 1] as LinkStart).depth : 0;
    let at = open.length - 1;
    while (at >= floor && (open[at] as OpenElement).name !== name) at--;
    if (at < floor) return;
    // What was opened after it is closed first and goes on behind it.
    const reopened = open.splice(at + 1);
    for (let i = reopened.length - 1; i >= 0; i--) out += (reopened[i] as OpenElement).close;
    out += (open.pop() as OpenElement).close;
    for (const element of reopened) {
      out += element.open;
      open.push(element);
    }
  };
  const endLink = (): void => {
    const link = links.pop();
    if (link === undefined) return;
    while (open.length > link.depth) out += (open.pop() as OpenElement).close;
    const body = out;
    const shown = decodeEntities(body.replace(/<[^>]*>/g, ""));
    out = link.before + (knownLink(link.href, shown, body, context) ?? linkStorage(link.href, body));
  };
  for (const token of tokens) {
    switch (token.type) {
      case "text":
        out += textStorage(token.content, context, links.length > 0);
        break;
      case "text_special":
        out += xmlText(token.content);
        break;
      case "softbreak":
        out += "\n";
        break;
      case "hardbreak":
        out += "<br />";
        break;
      case "code_inline":
        out += `<code>${xmlText(token.content)}</code>`;
        break;
      case "link_open":
        while (links.length > 0) endLink();
        links.push({ href: hrefOf(token), before: out, depth: open.length, html: false });
        out = "";
        break;
      case "link_close":
        endLink();
        break;
      case "image":
        out += image(token, context, line);
        break;
      case "handle":
        out += handleStorage(token, context, line);
        break;
      case "html_inline":
        htmlInline(token.content);
        break;
      default: {
        const opens = marks[token.type];
        const closes = markEnds[token.type];
        if (opens !== undefined) start(opens);
        else if (closes !== undefined) end(closes);
        else if (token.content !== "") out += xmlText(token.content);
      }
    }
  }
  while (links.length > 0) endLink();
  while (open.length > 0) out += (open.pop() as OpenElement).close;
  return out;

  function anchor(closes: boolean, attributes: string): void {
    if (closes) {
      if (links[links.length - 1]?.html) endLink();
      return;
    }
    const written = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(attributes);
    const href = decodeEntities(written?.[1] ?? written?.[2] ?? written?.[3] ?? "");
    if (href === "" || /^\s*(?:javascript|vbscript|data):/i.test(href) || links.length > 0) return;
    links.push({ href, before: out, depth: open.length, html: true });
    out = "";
  }

  function htmlInline(tag: string): void {
    if (tag.startsWith("<!--")) return;
    const match = /^<(\/?)([A-Za-z][A-Za-z0-9]*)\b([^>]*?)\/?>$/.exec(tag);
    const name = match?.[2]?.toLowerCase() ?? "";
    const mark = Object.hasOwn(htmlMarks, name) ? htmlMarks[name] : undefined;
    if (name === "br") out += "<br />";
    else if (mark !== undefined) {
      if (match?.[1] === "/") end(mark);
      else start(mark);
    } else if (name === "time") {
      const date = /datetime="(\d{4}-\d{2}-\d{2})"/.exec(match?.[3] ?? "");
      if (date !== null) out += `<time datetime="${date[1]}" />`;
    } else if (name === "a") anchor(match?.[1] === "/", match?.[3] ?? "");
    else if (name === "img") {
      if (match?.[1] === "") out += context.html(tag).replace(/^<p>([\s\S]*)<\/p>$/, "$1");
    } else if (name !== "span" && name !== "wbr" && !pairs.has(name)) out += xmlText(tag);
  }
}

/** The tags to leave out: those that are closed too. `List<Var>` alone is text. */
function pairsIn(tokens: readonly Token[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { type, content } of tokens) {
    const name = type === "html_inline" ? /^<\/([a-z]+)\s*>$/i.exec(content)?.[1]?.toLowerCase() : undefined;
    if (name !== undefined && wordless.has(name)) found.add(name);
  }
  return found;
}

function knownLink(href: string, shown: string, body: string, context: StorageContext): string | undefined {
  // Words with marks are not the words the page's link has, though they read alike.
  const same = body.includes("<") ? undefined : context.atom("link", `${href}\n${shown}`);
  if (same !== undefined) return same;
  const other = context.sameTarget("link", href);
  return other && relabelled(other, body);
}

function textStorage(text: string, context: StorageContext, inLink: boolean): string {
  if (context.texts.size === 0) return plainStorage(text, inLink);
  let out = "";
  let from = 0;
  for (const match of text.matchAll(anyOf(context.texts))) {
    out += plainStorage(text.slice(from, match.index), inLink) + context.texts.get(match[0]);
    from = match.index + match[0].length;
  }
  return out + plainStorage(text.slice(from), inLink);
}

/** Any of the texts, the longest first where one begins another. */
function anyOf(texts: ReadonlyMap<string, string>): RegExp {
  const escaped = [...texts.keys()]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(escaped.join("|"), "g");
}

function plainStorage(text: string, inLink: boolean): string {
  if (inLink) return xmlText(text);
  const pieces = autolinks(text);
  if (pieces.length === 1 && pieces[0]?.href === undefined) return xmlText(text);
  return pieces
    .map((piece) =>
      piece.href === undefined
        ? xmlText(piece.text)
        : `<a href="${xmlAttribute(piece.href)}">${xmlText(piece.text)}</a>`,
    )
    .join("");
}

/** A link's target as it was written: markdown-it has percent-encoded what was not ASCII. */
function hrefOf(token: Token): string {
  return String(token.attrGet("href") ?? "");
}

function image(token: Token, context: StorageContext, line: number): string {
  const src = String(token.attrGet("src") ?? "");
  const alt = (token.children ?? []).map((child) => (child.type === "softbreak" ? " " : child.content)).join("");
  const title = String(token.attrGet("title") ?? "");
  const known = context.atom("image", `${src}\n${alt}`);
  if (known !== undefined) return known;
  const other = context.sameTarget("image", src);
  const described = other && redescribed(other, alt, "");
  if (described !== undefined) return described;
  const made = imageStorage(src, alt, title);
  if (made !== undefined) return made;
  context.report(
    "warning",
    "image-address",
    `Confluence cannot show an image from "${src.slice(0, 40)}": its text is kept`,
    line,
  );
  return xmlText(alt);
}

/** A handle's own bytes; a macro written by hand; or the braces as text. */
export function handleStorage(token: Token, context: StorageContext, line: number): string {
  const shown = String((token.meta as { text?: string } | null)?.text ?? "");
  if (token.markup !== "") {
    const known = context.handle(token.markup);
    if (known !== undefined) {
      if (shown.trim() === "" || shown.trim() === known.shown.trim()) return known.bytes;
      const changed = withShownText(known.bytes, shown.trim());
      if (changed !== undefined) return changed;
      context.report(
        "error",
        "macro-text",
        `What {{${token.info} #${token.markup}}} shows is a setting of the macro, not text that can be changed here: leave it as it was read, or put another macro in its place`,
        line,
      );
      return known.bytes;
    }
    context.report(
      "error",
      "unknown-handle",
      `No macro of this page has the handle #${token.markup} (${token.info}): it was changed or removed since the page was read`,
      line,
    );
    return xmlText(token.content);
  }
  return newMacro(token.info, shown) ?? xmlText(token.content);
}

/** A macro whose shown text is one of its parameters, with that text; undefined where it is not. */
function withShownText(bytes: string, shown: string): string | undefined {
  const tree = parse(bytes);
  if (!isMacro(tree, 1)) return undefined;
  const shape = macroShape(tree, 1);
  const holder =
    shape.kind === "status"
      ? "title"
      : shape.kind === "reference" && shape.inline
        ? shape.show.find((key) => parameter(tree, 1, key) !== undefined)
        : undefined;
  if (holder === undefined) return undefined;
  const now = (parameter(tree, 1, holder) ?? "").replace(/\s+/g, " ");
  return now === shown ? bytes : applySplices(bytes, setParameter(tree, 1, holder, shown));
}
