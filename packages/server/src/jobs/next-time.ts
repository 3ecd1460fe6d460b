const hourMs = 60 * 60_000;
/** How long after a full hour nothing is begun: everybody's clocks strike then, and quotas begin anew. */
const quietMs = 2 * 60_000;

/**
 * When a schedule is due next: after its interval, a tenth of it more or less by chance, so that many installations do
 * not ask one site at the same moment; and never in the first minutes of an hour, unless the interval is that short.
 */
export function nextTime(now: number, everyMs: number, random: number): number {
  const at = Math.round(now + everyMs * (0.9 + 0.2 * random));
  const intoHour = at % hourMs;
  return intoHour >= quietMs || everyMs <= 2 * quietMs ? at : at + Math.round(quietMs * (1 - random / 2));
}
