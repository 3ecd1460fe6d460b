import type { Site } from "../state/site.ts";
import { type Bits, setBit } from "./bits.ts";
import type { ClauseContext } from "./clauses.ts";
import { statuses } from "./document-facts.ts";
import { inTrees } from "./in-trees.ts";
import type { KeywordField } from "./keywords.ts";
import type { SearchIndex } from "./search-index.ts";

/** Marks the documents that have one of these values, in lower case, in a field that is compared whole. */
export function markField(context: ClauseContext, field: string, values: ReadonlySet<string>, found: Bits): void {
  fields[field]?.(context, values, found);
}

type Mark = (context: ClauseContext, values: ReadonlySet<string>, found: Bits) => void;

const keyword =
  (field: KeywordField): Mark =>
  ({ index }, values, found) => {
    for (const value of values) index.keywords.mark(field, value, found);
  };

/** Fields whose value is the id of other content. */
const related =
  (fact: "parent" | "container"): Mark =>
  ({ index }, values, found) => {
    const wanted = idsOf(values);
    const of = index.facts[fact];
    for (let document = 0; document < index.size; document += 1)
      if (wanted.has(of[document] as number)) setBit(found, document);
  };

const fields: Record<string, Mark> = {
  type: keyword("type"),
  creator: keyword("creator"),
  contributor: keyword("contributor"),
  label: keyword("label"),
  macro: keyword("macro"),
  mention: keyword("mention"),
  parent: related("parent"),
  container: related("container"),
  ancestor: markDescendants,
  id: ({ index }, values, found) => {
    for (const id of idsOf(values)) mark(index, id, found);
  },
  space: ({ site, index }, values, found) => {
    for (const value of values)
      for (const { id } of site.lists.spaceByKey.in(value)) index.keywords.mark("space", String(id), found);
  },
  "space.type": ({ site, index }, values, found) => {
    for (const { id, type } of site.spaces.values())
      if (values.has(type)) index.keywords.mark("space", String(id), found);
  },
  favourite: ({ index, account }, values, found) => {
    // Whose favourites others have is nobody's business: the real search finds none of them.
    if (!values.has(account.id.toLowerCase())) return;
    for (let document = 0; document < index.size; document += 1) {
      const entry = index.entry(document);
      if (entry && entry.kind !== "user" && entry.row.favouritedBy.includes(account.id)) setBit(found, document);
    }
  },
  watcher: ({ site, index }, values, found) => {
    for (const { accountId, target, targetId } of site.watches.values()) {
      if (target === "label" || !values.has(accountId.toLowerCase())) continue;
      mark(index, target === "content" ? Number(targetId) : `space:${targetId}`, found);
    }
  },
  pagestatus: ({ site, index }, values, found) => {
    for (const { id, contentId, state } of contentStates(site).values())
      if (!id.endsWith(":draft") && values.has(state.name.toLowerCase())) mark(index, contentId, found);
  },
  status: ({ index }, values, found) => {
    const wanted = statuses.map((status) => values.has(status));
    for (let document = 0; document < index.size; document += 1)
      if (wanted[index.facts.status[document] as number]) setBit(found, document);
  },
};

/** The rows of `content-states.ts`, as far as they are read here. */
const contentStates = (site: Site) =>
  site.table<{ readonly id: string; readonly contentId: number; readonly state: { readonly name: string } }>(
    "contentStates",
  );

const idsOf = (values: ReadonlySet<string>): Set<number> =>
  new Set([...values].filter((value) => /^\d{1,16}$/.test(value)).map(Number));

function mark(index: SearchIndex, key: number | string, found: Bits): void {
  const document = index.numberOf(key);
  if (document !== undefined) setBit(found, document);
}

/** The tree above what was indexed is read as it is now, so that moving a page moves all that is below it. */
function markDescendants({ index, site }: ClauseContext, values: ReadonlySet<string>, found: Bits): void {
  const isIn = inTrees(site, idsOf(values));
  const parents = index.facts.parent;
  for (let document = 0; document < index.size; document += 1)
    if (isIn(parents[document] as number)) setBit(found, document);
}
