import type { Clock } from "../base/clock.ts";
import { newId } from "../base/ids.ts";
import type { Store } from "../store/store.ts";
import { readMore } from "../tools/kept/read-more.ts";
import { isRestHandle, restHandle } from "../tools/own.ts";
import { boundResult, usualCharacters } from "./bound-result.ts";
import type { CallRequest, Envelope } from "./envelope.ts";
import { keptMs, limitsOf } from "./own-things.ts";
import type { Progress } from "./record.ts";

/** Cuts what is too long for a model; the rest is kept for confluence_read_more. */
export async function keepRest(
  store: Store,
  clock: Clock,
  { maxCharacters = usualCharacters }: CallRequest,
  { open, action, caller, tool }: Progress,
  data: unknown,
): Promise<{ data: unknown; meta?: Pick<Envelope["meta"], "truncated" | "next"> }> {
  if (open === undefined) return { data };
  const continues = (tool.aliasOf ?? tool.name) === readMore.name;
  const { whole, following } = continues ? splitContinued(data) : { whole: data, following: undefined };
  const { data: shown, cuts } = boundResult(whole, maxCharacters === 0 ? Number.POSITIVE_INFINITY : maxCharacters);
  if (cuts.length === 0) return { data: shown, ...(following !== undefined && { meta: { next: following } }) };
  const now = clock.now();
  await store.resultRests.removeExpired(now);
  // One is read on after the other. Only the list itself has a cursor, and that comes last.
  const parts = [...cuts].sort((a, b) => Number(a.cursor !== undefined) - Number(b.cursor !== undefined));
  let next = following;
  for (const { path, rest, cursor } of parts.toReversed()) {
    const id = newId("rest", now);
    await store.resultRests.insert({
      id,
      ownerId: caller.id,
      connectionId: open.connection.id,
      group: action.group,
      limits: limitsOf(caller),
      path: continues ? (whole as { path: string }).path : path,
      rest,
      cursor: cursor ?? next ?? null,
      expiresAt: now + keptMs,
    });
    next = restHandle(id, action.group);
  }
  const [{ path, shown: some, total }] = parts as [(typeof parts)[number]];
  return { data: shown, meta: { truncated: { path, shown: some, total }, ...(next !== undefined && { next }) } };
}

/** A part of a result, and the handle of the part that follows it, which stands where a list has its cursor. */
function splitContinued(data: unknown): { whole: unknown; following: string | undefined } {
  const { cursor, ...others } = (data ?? {}) as { cursor?: unknown };
  if (typeof cursor !== "string" || !isRestHandle(cursor)) return { whole: data, following: undefined };
  return { whole: others, following: cursor };
}
