import { type CqlQuery, findCqlField } from "@tributary/cql";
import type { Site } from "../state/site.ts";
import type { Entry } from "./indexed-entry.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Comparison } from "./smallest.ts";

/** What documents are ordered by: one value for each document number. */
type Keys = ArrayLike<number> | ArrayLike<string>;

/** Orders hits by the fields of ORDER BY; without one the best first, and the newest first among equals. Never 0 for two. */
export function hitOrder(
  { index, site }: { index: SearchIndex; site: Site },
  { orderBy }: CqlQuery,
  scores: Float32Array | undefined,
  hits: Uint32Array,
): Comparison {
  const { facts } = index;
  const steps = orderBy.map(({ field, direction }) => {
    const name = findCqlField(field)?.name ?? "id";
    const sign = direction === "desc" ? -1 : 1;
    return name === "title" ? byTitle(index, sign) : by(sortKeys(index, site, name, hits), sign);
  });
  if (steps.length === 0) {
    if (scores) steps.push(by(scores, -1));
    steps.push(by(facts.modified, -1));
  }
  return chain([...steps, by(facts.id, 1), (a, b) => a - b]);
}

function by(keys: Keys, sign: 1 | -1): Comparison {
  return (a, b) => {
    const left = keys[a] as number | string;
    const right = keys[b] as number | string;
    return left < right ? -sign : left > right ? sign : 0;
  };
}

function chain([first, ...rest]: readonly Comparison[]): Comparison {
  if (!first) return () => 0;
  const next = rest.length === 0 ? undefined : chain(rest);
  return (a, b) => first(a, b) || (next?.(a, b) ?? 0);
}

/** Most titles differ in their beginnings, and numbers are compared faster. */
function byTitle(index: SearchIndex, sign: 1 | -1): Comparison {
  return chain([
    by(index.facts.title, sign),
    (a, b) => {
      const [left, right] = [index.title(a), index.title(b)];
      return left < right ? -sign : left > right ? sign : 0;
    },
  ]);
}

function sortKeys(index: SearchIndex, site: Site, name: string, hits: Uint32Array): Keys {
  const { facts } = index;
  switch (name) {
    case "created":
      return facts.created;
    case "lastmodified":
      return facts.modified;
    case "parent":
      return facts.parent;
    case "container":
      return facts.container;
    case "type":
    case "space":
    case "creator":
    case "pagestatus":
      return words(index, hits, wordOf[name], site);
    default:
      return facts.id;
  }
}

const wordOf = {
  type: (_: Site, { kind, row }: Entry) => (kind === "content" ? (row.customType ?? row.type) : kind),
  space: (site: Site, { kind, row }: Entry) =>
    kind === "content" ? (site.spaces.get(row.spaceId)?.key ?? "") : kind === "space" ? row.key : "",
  creator: (site: Site, { kind, row }: Entry) =>
    kind === "user" ? "" : (site.accounts.get(row.authorId)?.displayName ?? row.authorId),
  pagestatus: (site: Site, { row }: Entry) =>
    site.table<{ readonly id: string; readonly state: { readonly name: string } }>("contentStates").get(String(row.id))
      ?.state.name ?? "",
};

function words(
  index: SearchIndex,
  hits: Uint32Array,
  of: (site: Site, entry: Entry) => string,
  site: Site,
): readonly string[] {
  const keys = new Array<string>(index.size).fill("");
  for (const document of hits) {
    const entry = index.entry(document);
    if (entry) keys[document] = of(site, entry).toLowerCase();
  }
  return keys;
}
