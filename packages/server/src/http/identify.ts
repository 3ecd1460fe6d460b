import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { TributaryError } from "../base/errors.ts";
import type { Caller } from "../calls/caller.ts";
import { localOperator } from "../calls/local-operator.ts";
import { policySchema } from "../policy/policy.ts";
import type { Store } from "../store/store.ts";
import { refuseOtherPages } from "./own-address.ts";
import type { SignIn } from "./sign-in.ts";

/** The cookie of a session, as the sign-in library names it: prefix, dot, name. */
const sessionCookie = "tributary.session_token";

/**
 * Who sent a request: the owner of its API key, else the member of its session. Undefined when it carries neither;
 * throws `unauthenticated` for a key that is not good, so that a mistyped one is not taken for none.
 */
export async function identify(
  context: Context,
  store: Store,
  signIn: () => Promise<SignIn>,
  publicUrl: string,
): Promise<Caller | undefined> {
  const key = /^Bearer\s+(\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
  if (key !== undefined) {
    const owner = await store.apiKeys.owner(key);
    const caller = owner && (owner.kind === "agent" ? await agent(store, owner.id) : await member(store, owner.id));
    if (caller !== undefined) return caller;
    throw new TributaryError("unauthenticated", "This API key is not known, or was revoked.", {
      hint: "Make a new key in the dashboard.",
    });
  }
  if (getCookie(context, sessionCookie) === undefined) return undefined;
  refuseOtherPages(context, publicUrl);
  const id = await (await signIn()).memberIdOf(context.req.raw.headers);
  return id === undefined ? undefined : member(store, id);
}

/** The agent of this id; throws `not_found` when it was removed. */
export async function agent(store: Store, id: string): Promise<Caller> {
  const { name, policy, connectionIds } = await store.agents.get(id);
  return { kind: "agent", id, name, policy: policySchema.parse(policy), connectionIds };
}

async function member(store: Store, id: string): Promise<Caller | undefined> {
  if (id === localOperator.id) return localOperator;
  const found = await store.members.get(id);
  return found && { kind: "member", id, name: found.name, role: found.role };
}
