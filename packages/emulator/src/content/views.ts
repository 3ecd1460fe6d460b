import type { View } from "../search/clauses.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { Table } from "../state/table.ts";

/** How often one person looked at one content within one hour. Single looks would pile up under a load test. */
type CountedView = View & { readonly times: number };

const hour = 3_600_000;

const views = (site: Site): Table<CountedView> => site.table<CountedView>("views");
const ofContent = (site: Site, contentId: number) =>
  [...views(site).values()].filter((view) => view.contentId === contentId);

/** Notes that somebody looked at published content; analytics and recentlyViewedContent() in CQL read it. */
export function recordView(site: Site, content: Content, { by, at }: { by: string; at: number }): void {
  if (content.status !== "current") return;
  const id = `${by}:${content.id}:${Math.floor(at / hour)}`;
  const times = (views(site).get(id)?.times ?? 0) + 1;
  views(site).put({ id, accountId: by, contentId: content.id, spaceId: content.spaceId, at, times });
}

export type ViewCount = { readonly views: number; readonly viewers: number };

/** Views since a moment, to the hour; `since` 0 counts all of them. */
export function countViews(site: Site, contentId: number, since: number): ViewCount {
  const counted = ofContent(site, contentId).filter(({ at }) => at >= since);
  return {
    views: counted.reduce((sum, { times }) => sum + times, 0),
    viewers: new Set(counted.map(({ accountId }) => accountId)).size,
  };
}
