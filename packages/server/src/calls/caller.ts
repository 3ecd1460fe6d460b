import { TributaryError } from "../base/errors.ts";
import type { Subject } from "../policy/decide.ts";
import type { Policy } from "../policy/policy.ts";
import type { Connection } from "../store/connections.ts";
import type { Member } from "../store/members.ts";
import type { Store } from "../store/store.ts";
import { localOperator } from "./local-operator.ts";

/** Who is asking. */
export type Caller =
  | { kind: "agent"; id: string; name: string; policy: Policy; connectionIds: string[] }
  | { kind: "member"; id: string; name: string; role: Member["role"] };

export function subjectOf(caller: Caller): Subject {
  return caller.kind === "agent" ? { kind: "agent", policy: caller.policy } : { kind: "member", role: caller.role };
}

/** An agent may use the connections it was given and those it asked for itself; a member their own, an admin all. */
export function mayUse(caller: Caller, connection: Connection): boolean {
  if (caller.kind === "agent")
    return connection.createdBy === caller.id || caller.connectionIds.includes(connection.id);
  return caller.role === "admin" || connection.userId === caller.id;
}

export type ConnectionChoice = { connectionId?: string; userId?: string };

/**
 * The connection a call is to go through: the one named, else the only active one of the user named, else the only
 * active one the caller may use. Never a silent first of several.
 */
export async function chooseConnection(store: Store, caller: Caller, choice: ConnectionChoice): Promise<Connection> {
  if (choice.connectionId !== undefined) {
    const connection = await store.connections.get(choice.connectionId);
    if (mayUse(caller, connection)) return connection;
    // The same words as for one that does not exist: ids are not to be guessed.
    throw new TributaryError("not_found", `There is no connection ${choice.connectionId}.`, {
      hint: "List them with GET /v1/connections.",
    });
  }
  const all = await store.connections.list(choice.userId === undefined ? {} : { userId: choice.userId });
  const usable = all.filter((connection) => mayUse(caller, connection));
  const active = usable.filter(({ status }) => status === "active");
  const [first] = active;
  if (first !== undefined && active.length === 1) return first;
  const of = choice.userId === undefined ? "" : ` of user ${choice.userId}`;
  if (active.length > 1) {
    throw new TributaryError("ambiguous_reference", `There are ${active.length} active connections${of}.`, {
      hint: "Say which with connectionId.",
      details: { connections: active.map(({ id, name, siteId }) => ({ id, name, siteId })) },
    });
  }
  // One that is not active explains itself better than "none".
  const waiting = usable.findLast(({ status }) => status !== "disconnected");
  if (waiting !== undefined) return waiting;
  throw new TributaryError("connection_not_ready", `There is no connection${of}.`, {
    hint: "Connect an account first: POST /v1/connections, or in the dashboard.",
  });
}

/** The member who asks. Throws `forbidden` for the command line on the server's machine, which is no person, and agents. */
export function notLocal(caller: Caller): Extract<Caller, { kind: "member" }> {
  if (caller.kind === "member" && caller.id !== localOperator.id) return caller;
  throw new TributaryError("forbidden", "This belongs to a person.", { hint: "Sign in, or use a member's API key." });
}
