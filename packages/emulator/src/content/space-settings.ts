import type { Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { Table } from "../state/table.ts";

export const contentModes = ["standard", "compact"] as const;

export type SpaceSettings = {
  /** Whether a theme of an app may show something else than the homepage at the root of the space. */
  readonly routeOverrideEnabled: boolean;
  /** How dense pages are shown; null until somebody chose. */
  readonly contentMode: (typeof contentModes)[number] | null;
};

type Row = SpaceSettings & { readonly id: number };

const table = (site: Site): Table<Row> => site.table<Row>("spaceSettings");

export function settingsOf(site: Site, space: Space): SpaceSettings {
  const { routeOverrideEnabled = false, contentMode = null } = table(site).get(space.id) ?? {};
  return { routeOverrideEnabled, contentMode };
}

export function changeSettings(site: Site, space: Space, change: Partial<SpaceSettings>): SpaceSettings {
  table(site).put({ ...settingsOf(site, space), ...change, id: space.id });
  return settingsOf(site, space);
}
