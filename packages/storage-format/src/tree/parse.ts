import { CDATA, COMMENT, ELEMENT, type Problem, ROOT, TEXT, type Tree } from "./tree.ts";

export interface ParseOptions {
  /** Read as HTML: `<p>` ends an open paragraph, `<li>` an open item, script and style hold no markup. */
  html?: boolean;
}

const MAX_PROBLEMS = 100;
const MAX_NAMES = 60_000;
const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const rawText = new Set(["script", "style"]);
const blockNames = "p div ul ol dl table blockquote pre h1 h2 h3 h4 h5 h6 hr form section article header footer".split(
  " ",
);
/** HTML only: opening the key closes an open element of these names at the top. */
const impliedEnd = new Map<string, Set<string>>([
  ...blockNames.map((name): [string, Set<string>] => [name, new Set(["p"])]),
  ["li", new Set(["p", "li"])],
  ["dt", new Set(["p", "dt", "dd"])],
  ["dd", new Set(["p", "dt", "dd"])],
  ["td", new Set(["p", "td", "th"])],
  ["th", new Set(["p", "td", "th"])],
  ["tr", new Set(["p", "td", "th", "tr"])],
  ["tbody", new Set(["p", "td", "th", "tr", "thead", "tbody"])],
]);

/**
 * Reads storage format (or HTML) into a tree. Never throws and never gives up: an unclosed element ends with its
 * parent, a stray end tag is passed over, `<` that starts nothing is text; each is noted in `problems`.
 * One pass, no recursion, time linear in the length.
 */
export function parse(source: string, options: ParseOptions = {}): Tree {
  const html = options.html === true;
  let capacity = Math.max(64, source.length >> 4);
  let kind = new Uint8Array(capacity);
  let nameId = new Uint16Array(capacity);
  let parent = new Int32Array(capacity);
  let after = new Int32Array(capacity);
  let start = new Int32Array(capacity);
  let openEnd = new Int32Array(capacity);
  let closeStart = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  const nameList: string[] = [""];
  const ids = new Map<string, number>();
  const openCount: number[] = [0];
  const stack: number[] = [0];
  const problems: Problem[] = [];
  let count = 1;
  let top = 0;
  let topName = "";

  const problem = (code: string, message: string, offset: number): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code, message, offset });
  };
  const grow = (): void => {
    capacity *= 2;
    const larger = <T extends Uint8Array | Uint16Array | Int32Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    kind = larger(kind, new Uint8Array(capacity));
    nameId = larger(nameId, new Uint16Array(capacity));
    parent = larger(parent, new Int32Array(capacity));
    after = larger(after, new Int32Array(capacity));
    start = larger(start, new Int32Array(capacity));
    openEnd = larger(openEnd, new Int32Array(capacity));
    closeStart = larger(closeStart, new Int32Array(capacity));
    end = larger(end, new Int32Array(capacity));
  };
  const add = (type: number, from: number, contentFrom: number, contentTo: number, to: number): number => {
    if (count === capacity) grow();
    const node = count++;
    kind[node] = type;
    parent[node] = top;
    start[node] = from;
    openEnd[node] = contentFrom;
    closeStart[node] = contentTo;
    end[node] = to;
    after[node] = count;
    return node;
  };
  const idOf = (name: string): number => {
    let id = ids.get(name);
    if (id === undefined) {
      // A page that makes up tens of thousands of names gets them all read as the last one: they mean nothing anyway.
      if (nameList.length >= MAX_NAMES) return MAX_NAMES - 1;
      id = nameList.length;
      ids.set(name, id);
      nameList.push(name);
      openCount.push(0);
    }
    return id;
  };
  const setTop = (): void => {
    top = stack[stack.length - 1] as number;
    topName = nameList[nameId[top] as number] as string;
  };
  const closeTop = (contentTo: number, to: number): void => {
    const node = stack.pop() as number;
    closeStart[node] = contentTo;
    end[node] = to;
    after[node] = count;
    openCount[nameId[node] as number] = (openCount[nameId[node] as number] as number) - 1;
    setTop();
  };

  kind[0] = ROOT;
  const length = source.length;
  let at = 0;
  while (at < length) {
    let less = source.indexOf("<", at);
    // `<` that opens nothing belongs to the text before it.
    while (less !== -1 && !startsMarkup(source.charCodeAt(less + 1))) {
      problem("bare-less-than", "Unexpected character after '<': write &lt; for the sign itself", less);
      less = source.indexOf("<", less + 1);
    }
    const textEnd = less === -1 ? length : less;
    if (textEnd > at) add(TEXT, at, at, textEnd, textEnd);
    if (less === -1) break;
    at = less;
    const second = source.charCodeAt(at + 1);

    if (second === 0x21 || second === 0x3f) {
      if (source.startsWith("<![CDATA[", at)) {
        const close = source.indexOf("]]>", at + 9);
        if (close === -1) problem("unclosed-cdata", "Unexpected EOF in CDATA section", at);
        add(CDATA, at, at + 9, close === -1 ? length : close, close === -1 ? length : close + 3);
        at = close === -1 ? length : close + 3;
      } else if (source.startsWith("<!--", at)) {
        const close = source.indexOf("-->", at + 4);
        if (close === -1) problem("unclosed-comment", "Unexpected EOF in comment", at);
        const to = close === -1 ? length : close + 3;
        add(COMMENT, at, at, to, to);
        at = to;
      } else {
        const close = source.indexOf(">", at);
        const to = close === -1 ? length : close + 1;
        problem("prolog", "A document type or processing instruction is not allowed in a page body", at);
        add(COMMENT, at, at, to, to);
        at = to;
      }
      continue;
    }

    if (second === 0x2f) {
      const nameFrom = at + 2;
      const nameTo = nameFrom + topName.length;
      if (top !== 0 && source.charCodeAt(nameTo) === 0x3e && source.startsWith(topName, nameFrom)) {
        closeTop(at, nameTo + 1);
        at = nameTo + 1;
        continue;
      }
      const close = source.indexOf(">", at);
      const to = close === -1 ? length : close + 1;
      const name = nameIn(source.slice(nameFrom, close === -1 ? length : close).trim());
      const id = ids.get(name) ?? 0;
      if (name === topName && top !== 0) {
        closeTop(at, to);
      } else if ((openCount[id] as number) > 0) {
        problem("mismatched-close", `Unexpected close tag </${name}>; expected </${topName}>.`, at);
        while (nameId[top] !== id) closeTop(at, at);
        closeTop(at, to);
      } else {
        const expected = top === 0 ? "" : `; expected </${topName}>`;
        problem("stray-close", `Unexpected close tag </${name}>${expected}.`, at);
      }
      at = to;
      continue;
    }

    const nameTo = endOfName(source, at + 1);
    const name = nameIn(source.slice(at + 1, nameTo));
    const to = endOfTag(source, nameTo);
    if (to === -1) problem("unclosed-tag", `Unexpected EOF in the start tag <${name}>`, at);
    const tagEnd = to === -1 ? length : to;
    const selfClosing = source.charCodeAt(tagEnd - 2) === 0x2f && to !== -1;
    if (html) {
      const ends = impliedEnd.get(name);
      while (ends?.has(topName)) closeTop(at, at);
    }
    const id = idOf(name);
    const node = add(ELEMENT, at, tagEnd, tagEnd, tagEnd);
    nameId[node] = id;
    at = tagEnd;
    if (selfClosing && !(html && !voidElements.has(name) && !name.includes(":"))) continue;
    if (voidElements.has(name)) {
      const immediate = /^\s*<\/([a-z]+)\s*>/i.exec(source.slice(at, at + 40));
      if (immediate !== null && (immediate[1] as string).toLowerCase() === name) {
        closeStart[node] = at + immediate[0].indexOf("<");
        at += immediate[0].length;
        end[node] = at;
      } else if (!html) {
        problem("unclosed-void", `The element <${name}> must be closed: <${name} />`, start[node] as number);
      }
      continue;
    }
    if (html && rawText.has(name)) {
      const closing = new RegExp(`</${name}`, "gi");
      closing.lastIndex = at;
      const close = closing.exec(source)?.index ?? -1;
      const closeEnd = close === -1 ? -1 : source.indexOf(">", close);
      closeStart[node] = close === -1 ? length : close;
      at = closeEnd === -1 ? length : closeEnd + 1;
      end[node] = at;
      continue;
    }
    openCount[id] = (openCount[id] as number) + 1;
    stack.push(node);
    top = node;
    topName = name;
  }

  if (stack.length > 1 && !html) {
    problem("unclosed-element", `Unexpected EOF; was expecting a close tag for element <${topName}>`, length);
  }
  while (stack.length > 1) closeTop(length, length);
  after[0] = count;
  end[0] = length;
  closeStart[0] = length;
  return { source, count, kind, nameId, nameList, parent, after, start, openEnd, closeStart, end, problems };
}

/** A name's first character, or the sign of an end tag, comment or instruction. */
function startsMarkup(code: number): boolean {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) return true;
  return code === 0x2f || code === 0x21 || code === 0x3f || code === 0x5f || code === 0x3a || code >= 0xc0;
}

function nameIn(written: string): string {
  return /[A-Z]/.test(written) ? written.toLowerCase() : written;
}

function endOfName(source: string, from: number): number {
  let at = from;
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code <= 32 || code === 0x3e || code === 0x2f || code === 0x3c) break;
  }
  return at;
}

/** The offset behind the `>` that ends a tag, or -1. A quoted value that runs into the next tag counts as unclosed. */
function endOfTag(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x3e) return at + 1;
    if (code === 0x3c) return at;
    if (code === 0x22 || code === 0x27) {
      const value = endOfValue(source, at + 1, code);
      if (value !== -1) at = value;
    }
  }
  return -1;
}

function endOfValue(source: string, from: number, quote: number): number {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === quote) return at;
    if (code === 0x3c) return -1;
  }
  return -1;
}
