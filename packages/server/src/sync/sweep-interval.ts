const minute = 60_000;

/** Share of the smallest hourly quota that sweeps may take, in points. */
const pointsAnHour = 6_500;
/** A sweep lists every item twice: once for what there is, once for labels and restrictions. */
const pointsAnItem = 2;

/** How often to compare everything: as often as a tenth of an app's hourly points allows, between half an hour and a day. */
export function sweepEveryMs(items: number): number {
  const hours = (items * pointsAnItem) / pointsAnHour;
  return Math.min(24 * 60 * minute, Math.max(30 * minute, hours * 60 * minute));
}
