import type { Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";

/** How confidential something is, as an organisation defines it. */
export type ClassificationLevel = {
  readonly id: string;
  readonly status: "DRAFT" | "PUBLISHED" | "ARCHIVED";
  /** From the least to the most confidential. */
  readonly order: number;
  readonly name: string;
  readonly description: string;
  readonly guideline: string;
  readonly color: string;
};

const levels: readonly Omit<ClassificationLevel, "id" | "status" | "order">[] = [
  { name: "Public", description: "Anybody may know this.", guideline: "Share as you like.", color: "GREEN" },
  { name: "Internal", description: "For people who work here.", guideline: "Keep inside the company.", color: "BLUE" },
  {
    name: "Confidential",
    description: "For those who need it for their work.",
    guideline: "Ask the owner before sharing.",
    color: "ORANGE",
  },
  { name: "Restricted", description: "For named people only.", guideline: "Do not copy or forward.", color: "RED" },
];

/** The levels of the organisation the site belongs to. */
export const classificationLevels = (site: Site): ClassificationLevel[] =>
  levels.map((level, order) => ({
    ...level,
    order,
    id: stableUuid(`${site.cloudId}:classification:${level.name}`),
    status: "PUBLISHED",
  }));

export const levelWithId = (site: Site, id: string): ClassificationLevel | undefined =>
  classificationLevels(site).find((level) => level.id === id);

/** `content:<id>`, `draft:<id>` or `space:<id>`, and the level it was given. */
type Classification = { readonly id: string; readonly levelId: string };

const table = (site: Site) => site.table<Classification>("classifications");

export type Classified = { readonly kind: "content" | "draft" | "space"; readonly id: number };

export function classify(site: Site, { kind, id }: Classified, levelId: string | undefined): void {
  if (levelId === undefined) table(site).delete(`${kind}:${id}`);
  else table(site).put({ id: `${kind}:${id}`, levelId });
}

function ownLevel(site: Site, { kind, id }: Classified): ClassificationLevel | undefined {
  const row = table(site).get(`${kind}:${id}`);
  return row && levelWithId(site, row.levelId);
}

/** The level new content of a space gets. */
export const defaultLevel = (site: Site, { id }: Space): ClassificationLevel | undefined =>
  ownLevel(site, { kind: "space", id });

/** The level of content, or of its draft: its own, or the default of its space. */
export function levelOf(site: Site, content: Content, draft: boolean): ClassificationLevel | undefined {
  const space = site.spaces.get(content.spaceId);
  return (
    (draft ? ownLevel(site, { kind: "draft", id: content.id }) : undefined) ??
    ownLevel(site, { kind: "content", id: content.id }) ??
    (space && defaultLevel(site, space))
  );
}
