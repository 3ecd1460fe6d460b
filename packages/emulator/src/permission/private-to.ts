import type { Restrictions } from "../state/records.ts";

/** The restrictions of content that only its author may see and change: `private=true` on creation. */
export const privateTo = (accountId: string): Restrictions => ({
  read: { users: [accountId], groups: [] },
  update: { users: [accountId], groups: [] },
});
