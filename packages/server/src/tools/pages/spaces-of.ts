import { TributaryError } from "../../base/errors.ts";
import type { V2List, V2Space } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";

/** Several spaces given in one text. */
export const splitSpaces = (refs: string | undefined): string[] =>
  (refs ?? "")
    .split(",")
    .map((ref) => ref.trim())
    .filter((ref) => ref !== "");

const isId = (ref: string) => /^\d+$/.test(ref);

/** The spaces' ids; keys cost one request together. */
export const spaceIdsOf = async (context: ToolContext, refs: readonly string[]): Promise<string[]> =>
  translated(
    refs,
    (ref) => !isId(ref),
    await find(
      context,
      "keys",
      refs.filter((ref) => !isId(ref)),
    ),
    "id",
  );

/** The spaces' keys, as CQL wants them; ids cost one request together. */
export const spaceKeysOf = async (context: ToolContext, refs: readonly string[]): Promise<string[]> =>
  translated(refs, isId, await find(context, "ids", refs.filter(isId)), "key");

function find({ confluence }: ToolContext, by: "keys" | "ids", wanted: string[]): Promise<V2Space[]> {
  if (wanted.length === 0) return Promise.resolve([]);
  return confluence
    .call<V2List<V2Space>>("getSpaces", {
      query: { [by]: wanted, limit: 250 },
      what: `the spaces ${wanted.join(", ")}`,
    })
    .then(({ results }) => results);
}

function translated(
  refs: readonly string[],
  foreign: (ref: string) => boolean,
  found: readonly V2Space[],
  into: "id" | "key",
): string[] {
  const by = into === "id" ? "key" : "id";
  const known = new Map(found.map((space) => [space[by].toLowerCase(), space[into]]));
  const missing = refs.filter((ref) => foreign(ref) && !known.has(ref.toLowerCase()));
  if (missing.length === 0) return refs.map((ref) => (foreign(ref) ? (known.get(ref.toLowerCase()) ?? ref) : ref));
  throw new TributaryError(
    "not_found",
    `There is no space ${missing.join(", ")}, or the connected account may not see it.`,
    { hint: "List the spaces with confluence_list_spaces." },
  );
}
