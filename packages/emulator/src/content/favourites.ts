import type { Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { Table } from "../state/table.ts";

/** What a person keeps as a favourite: content ("saved for later") or a space ("starred"). */
export type Favourable =
  | { readonly type: "content"; readonly row: Content }
  | { readonly type: "space"; readonly row: Space };

/** When something became a favourite; the rows of content and spaces only say whose it is. */
type Since = { readonly id: string; readonly at: number };

const since = (site: Site): Table<Since> => site.table<Since>("favourites");
const sinceId = (accountId: string, { type, row }: Favourable): string => `${accountId}:${type}:${row.id}`;

export const isFavourite = ({ row }: Favourable, accountId: string): boolean => row.favouritedBy.includes(accountId);

/** Since when; undefined for what was a favourite before the emulator kept dates. */
export const favouriteSince = (site: Site, accountId: string, target: Favourable): number | undefined =>
  since(site).get(sinceId(accountId, target))?.at;

// Neither is a version or a change of the content, so it does not go the way of those.
function put(site: Site, target: Favourable, favouritedBy: readonly string[]): void {
  if (target.type === "content") site.content.put({ ...target.row, favouritedBy });
  else site.spaces.put({ ...target.row, favouritedBy });
}

export function addFavourite(site: Site, accountId: string, target: Favourable, at: number): void {
  if (isFavourite(target, accountId)) return;
  put(site, target, [...target.row.favouritedBy, accountId]);
  since(site).put({ id: sinceId(accountId, target), at });
}

export function removeFavourite(site: Site, accountId: string, target: Favourable): void {
  if (!isFavourite(target, accountId)) return;
  put(
    site,
    target,
    target.row.favouritedBy.filter((id) => id !== accountId),
  );
  since(site).delete(sinceId(accountId, target));
}
