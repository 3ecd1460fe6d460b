import type { AccessRules } from "../permission/access-rules.ts";
import type { ClauseContext } from "./clauses.ts";
import { statuses as statusNames } from "./document-facts.ts";
import { inTrees } from "./in-trees.ts";

export type VisibilityOptions = {
  includeArchivedSpaces: boolean;
  /** Only archived spaces. */
  excludeCurrentSpaces: boolean;
  /** Of content; undefined for any. */
  statuses: ReadonlySet<string> | undefined;
};

export type Visible = {
  documents: Uint32Array;
  /** How many were left out because their space is archived and archived spaces were not asked for. */
  archived: number;
};

const hidden = 0;
const archived = 1;
const each = 2;
const unlessRestricted = 3;
const open = 4;

/**
 * What the account may see of the documents found, in the same order. The space decides for all in the page tree that
 * neither is restricted nor stands below what is; for everything else the one place that decides is asked.
 */
export function visibleHits(
  context: ClauseContext & { rules: Pick<AccessRules, "hasRestrictions"> },
  documents: Uint32Array,
  { includeArchivedSpaces, excludeCurrentSpaces, statuses }: VisibilityOptions,
): Visible {
  const { index, site, access, rules } = context;
  const { facts } = index;
  const unseen = index.unseen();
  const result = new Uint32Array(documents.length);
  let size = 0;
  let leftOut = 0;

  const mayView = (document: number): boolean => {
    const entry = index.entry(document);
    if (!entry) return false;
    if (entry.kind === "space") return access.viewSpace(site.spaces.get(entry.row.id));
    // Content that is gone already, though the index does not know it, is judged by where it was.
    return entry.kind === "user" || access.viewContent(site.content.get(entry.row.id) ?? entry.row);
  };
  const hasStatus = statusNames.map((status) => statuses === undefined || statuses.has(status));
  const isBelowRestricted = inTrees(site, index.restricted);
  const isRestricted = (document: number): boolean =>
    index.restricted.has(facts.id[document] as number) || isBelowRestricted(facts.parent[document] as number);
  const verdictOn = (spaceId: number): number => {
    const space = site.spaces.get(spaceId);
    if (space?.status === "archived") return includeArchivedSpaces || excludeCurrentSpaces ? each : archived;
    if (excludeCurrentSpaces || (space && !access.viewSpace(space))) return hidden;
    if (!space) return each;
    return rules.hasRestrictions(spaceId) ? unlessRestricted : open;
  };

  const verdicts = new Map<number, number>();
  let spaceId = Number.NaN;
  let verdict = hidden;
  for (let at = 0; at < documents.length; at += 1) {
    const document = documents[at] as number;
    if (facts.space[document] !== spaceId) {
      spaceId = facts.space[document] as number;
      verdict = verdicts.get(spaceId) ?? verdictOn(spaceId);
      verdicts.set(spaceId, verdict);
    }
    if (verdict === hidden || !hasStatus[facts.status[document] as number]) continue;
    const decided =
      (verdict === open || (verdict === unlessRestricted && !isRestricted(document))) &&
      (facts.container[document] as number) < 0 &&
      (unseen.size === 0 || !unseen.has(facts.id[document] as number));
    if (!decided && !mayView(document)) continue;
    if (verdict === archived) leftOut += 1;
    else {
      result[size] = document;
      size += 1;
    }
  }
  return { documents: result.subarray(0, size), archived: leftOut };
}
