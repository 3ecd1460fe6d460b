import { visibleText } from "../comments/visible-text.ts";
import { isObject } from "../http/json-fields.ts";
import { type Range, redactionMark } from "./redact-text.ts";

/** A text node of an ADF document, as a JSON pointer leads to it. */
export type TextNode = {
  readonly text: string;
  readonly code: boolean;
  /** The texts of the nodes of its sort (code or not) before it, in the order of the document. */
  readonly before: readonly string[];
};

/** The node a JSON pointer (RFC 6901) leads to; a pointer to its `text` means the node as well. */
export function textNodeAt(document: unknown, pointer: string): TextNode | undefined {
  if (!pointer.startsWith("/")) return undefined;
  const steps = pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (steps.at(-1) === "text") steps.pop();
  let at: unknown = document;
  for (const step of steps) {
    if (Array.isArray(at)) at = /^\d{1,9}$/.test(step) ? at[Number(step)] : undefined;
    else at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  const nodes = textNodes(document, false);
  const found = nodes.find(({ node }) => node === at);
  if (!found) return undefined;
  const before = nodes.slice(0, nodes.indexOf(found)).filter(({ code }) => code === found.code);
  return { text: found.text, code: found.code, before: before.map(({ text }) => text) };
}

type Found = { node: unknown; text: string; code: boolean };

function textNodes(node: unknown, inCode: boolean): Found[] {
  if (Array.isArray(node)) return node.flatMap((one) => textNodes(one, inCode));
  if (!isObject(node)) return [];
  const code = inCode || node.type === "codeBlock";
  const own = node.type === "text" && typeof node.text === "string" ? [{ node, text: node.text, code }] : [];
  return [...own, ...textNodes(node.content, code)];
}

/**
 * Redacts a stretch of a text node in the storage body it was made from. The two are matched by counting: the text
 * stands as often before the place in one as in the other. Undefined when it does not.
 */
export function redactStorage(storage: string, node: TextNode, { from, to }: Range): string | undefined {
  const wanted = node.text.slice(from, to);
  if (wanted === "") return storage;
  const earlier = [...node.before, node.text.slice(0, from)].reduce((sum, text) => sum + count(text, wanted), 0);
  return node.code ? redactCode(storage, wanted, earlier) : redactVisible(storage, wanted, earlier);
}

function count(text: string, wanted: string): number {
  let found = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) found += 1;
  return found;
}

function nth(text: string, wanted: string, index: number): number {
  let at = text.indexOf(wanted);
  for (let left = index; left > 0 && at !== -1; left -= 1) at = text.indexOf(wanted, at + wanted.length);
  return at;
}

function redactVisible(storage: string, wanted: string, index: number): string | undefined {
  const { text, starts, ends } = visibleText(storage);
  const normal = wanted.replace(/[\s\u00a0]+/g, " ");
  const at = nth(text, normal, index);
  if (at === -1) return undefined;
  const from = starts[at] ?? 0;
  const to = ends[at + normal.length - 1] ?? from;
  // Tags inside the stretch stay, so that the body stays well formed.
  const tags = storage.slice(from, to).match(/<[^>]*>/g) ?? [];
  return storage.slice(0, from) + redactionMark + tags.join("") + storage.slice(to);
}

function redactCode(storage: string, wanted: string, index: number): string | undefined {
  let left = index;
  let done = false;
  const body = storage.replace(
    /(<ac:plain-text-body><!\[CDATA\[)([\s\S]*?)(\]\]>)/g,
    (whole, open: string, code: string, close: string) => {
      if (done) return whole;
      const here = count(code, wanted);
      if (left >= here) {
        left -= here;
        return whole;
      }
      const at = nth(code, wanted, left);
      done = true;
      return open + code.slice(0, at) + redactionMark + code.slice(at + wanted.length) + close;
    },
  );
  return done ? body : undefined;
}
