import type { JsonObject } from "../http/json-fields.ts";
import type { Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { Table } from "../state/table.ts";
import { defaultLookAndFeel } from "./default-look-and-feel.ts";

type Custom = { readonly id: "site" | number; readonly look: JsonObject };

const customs = (site: Site): Table<Custom> => site.table<Custom>("lookAndFeel");

/** The colours set for the site, or for one space; undefined when nobody set any. */
export const customLook = (site: Site, space: Space | undefined): JsonObject | undefined =>
  customs(site).get(space?.id ?? "site")?.look;

/** What the site looks like: its own colours, or the default ones. */
export const siteLook = (site: Site): JsonObject => customLook(site, undefined) ?? defaultLookAndFeel;

export const setCustomLook = (site: Site, space: Space | undefined, look: JsonObject): void =>
  customs(site).put({ id: space?.id ?? "site", look });

export const removeCustomLook = (site: Site, space: Space | undefined): void =>
  customs(site).delete(space?.id ?? "site");
