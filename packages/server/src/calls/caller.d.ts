import type { Subject } from "../policy/decide.ts";
import type { Policy } from "../policy/policy.ts";
import type { Connection } from "../store/connections.ts";
import type { Member } from "../store/members.ts";
import type { Store } from "../store/store.ts";
/** Who is asking. */
export type Caller =
  | {
      kind: "agent";
      id: string;
      name: string;
      policy: Policy;
      connectionIds: string[];
    }
  | {
      kind: "member";
      id: string;
      name: string;
      role: Member["role"];
    };
export declare function subjectOf(caller: Caller): Subject;
/** An agent may use the connections it was given and those it asked for itself; a member their own, an admin all. */
export declare function mayUse(caller: Caller, connection: Connection): boolean;
export type ConnectionChoice = {
  connectionId?: string;
  userId?: string;
};
/**
 * The connection a call is to go through: the one named, else the only active one of the user named, else the only
 * active one the caller may use. Never a silent first of several.
 */
export declare function chooseConnection(store: Store, caller: Caller, choice: ConnectionChoice): Promise<Connection>;
