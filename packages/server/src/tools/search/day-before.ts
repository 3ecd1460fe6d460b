/**
 * A day as CQL takes it that surely began before a moment: Confluence reads dates in the account's time zone, which is not
 * known here. What changed between the two has to be left out of the answer.
 */
export const dayBefore = (at: number): string => new Date(at - 24 * 3600_000).toISOString().slice(0, 10);
