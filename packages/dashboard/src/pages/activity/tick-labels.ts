/**
 * What stands below the ticks of a time axis, in seconds since 1970: the time as the reader's language writes it, and
 * the date below the first tick and wherever a day begins. Ticks a day or more apart are dates alone.
 */
export function tickLabels(ticks: readonly number[], locale?: string): string[] {
  const apart = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  let before: string | undefined;
  return ticks.map((tick) => {
    const at = new Date(tick * 1000);
    const date = at.toLocaleDateString(locale, { day: "numeric", month: "short" });
    if (apart >= 86_400) return date;
    const time = at.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
    const same = date === before;
    before = date;
    return same ? time : `${time}\n${date}`;
  });
}
