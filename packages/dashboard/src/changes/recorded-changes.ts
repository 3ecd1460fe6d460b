import type { Change } from "@tributary/sdk";
import { diffLines } from "../diff/diff-lines.ts";

/**
 * Changes as the record keeps them, with a diff of their texts. Long texts are kept as their beginning and a hash: then
 * the diff is of the beginning.
 */
export function recordedChanges(changes: readonly unknown[]): Change[] {
  return (changes as Change[]).map((change) => {
    const [before, after] = [bodyOf(change.before), bodyOf(change.after)];
    if (before === undefined && after === undefined) return change;
    return {
      ...change,
      before: withoutBody(change.before),
      after: withoutBody(change.after),
      sourceDiff: diffLines(blocksOf(before), blocksOf(after)) + (before?.cut || after?.cut ? "\n…" : ""),
    } as Change;
  });
}

type Body = { text: string; cut: boolean };

function bodyOf(fields: Record<string, unknown> | undefined): Body | undefined {
  const body = fields?.body;
  if (typeof body === "string") return { text: body, cut: false };
  if (typeof body !== "object" || body === null || !("excerpt" in body)) return undefined;
  const { excerpt, length } = body as { excerpt: unknown; length?: unknown };
  if (typeof excerpt !== "string") return undefined;
  return { text: excerpt, cut: typeof length === "number" && length > excerpt.length };
}

function withoutBody(fields: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (fields === undefined) return undefined;
  const { body: _body, ...rest } = fields;
  return rest;
}

/** Storage format stands in one line; each block on a line of its own shows which of them changed. */
function blocksOf(body: Body | undefined): string[] {
  if (body === undefined || body.text === "") return [];
  const blocks = body.text
    .replace(/(<\/(?:p|h[1-6]|li|tr|table|ul|ol|blockquote|ac:[a-z-]+)>)(?!\n)/g, "$1\n")
    .replace(/\n$/, "")
    .split("\n");
  // Where two texts are cut at the same length, their last blocks differ though nothing there was changed.
  return body.cut && blocks.length > 1 ? blocks.slice(0, -1) : blocks;
}
