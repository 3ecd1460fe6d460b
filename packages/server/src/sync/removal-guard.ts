/** Up to so many may go without a question: small sources change by large shares. */
const alwaysAllowed = 10;
const largestShare = 0.3;
/** What stayed out of sight this long is not coming back. */
const patienceMs = 24 * 3600_000;

export type Missing = { id: string; hiddenSince: number | undefined };

/**
 * What to do with documents that neither a whole listing nor a question by id found. Few of them are removed. Many at
 * once are rather a permission that was taken away, or a site in trouble: they are hidden, which is the safe side for
 * both, and removed when a person says so or when they have stayed away for a day.
 */
export function removalDecision(
  missing: readonly Missing[],
  all: number,
  { now, confirmed }: { now: number; confirmed: boolean },
): { remove: string[]; hide: string[] } {
  const waited = ({ hiddenSince }: Missing) => hiddenSince !== undefined && now - hiddenSince >= patienceMs;
  const fresh = missing.filter((one) => !waited(one));
  const few = fresh.length <= Math.max(alwaysAllowed, largestShare * all);
  const ids = (some: readonly Missing[]) => some.map(({ id }) => id);
  return few || confirmed
    ? { remove: ids(missing), hide: [] }
    : { remove: ids(missing.filter(waited)), hide: ids(fresh) };
}
