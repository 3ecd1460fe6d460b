import type { Clock } from "../../base/clock.ts";
import type { Confluence } from "../../confluence/client.ts";
import type { People } from "../../store/people.ts";
import type { V2User } from "./answers.ts";

const freshMs = 7 * 24 * 3600_000;
const mostAtOnce = 250;

/** Display names by account id. Nobody is asked about twice in a week. */
export type Names = {
  /** Sees that `of` knows these ids. */
  learn(ids: Iterable<string>): Promise<void>;
  of(id: string): string | undefined;
};

export async function createNames(
  confluence: Confluence,
  people: People,
  siteId: string,
  clock: Clock,
): Promise<Names> {
  const known = await people.names(siteId, clock.now() - freshMs);
  // One after the other: lists that are read beside each other mostly name the same people.
  let before: Promise<void> = Promise.resolve();
  return {
    of: (id) => known.get(id) ?? undefined,
    learn(ids) {
      const learned = before.then(() => learn(ids));
      before = learned.catch(() => undefined);
      return learned;
    },
  };

  async function learn(ids: Iterable<string>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => id !== "" && !known.has(id));
    for (let at = 0; at < wanted.length; at += mostAtOnce) {
      const accountIds = wanted.slice(at, at + mostAtOnce);
      const { results } = await confluence.call<{ results: V2User[] }>("createBulkUserLookup", {
        body: { accountIds },
        what: "the names of people",
      });
      // Ids the site leaves out belong to nobody there any more.
      const found = new Map<string, string | null>(accountIds.map((id) => [id, null]));
      for (const { accountId, displayName, publicName } of results)
        found.set(accountId, displayName || publicName || null);
      for (const [id, name] of found) known.set(id, name);
      await people.save(siteId, found, clock.now());
    }
  }
}
