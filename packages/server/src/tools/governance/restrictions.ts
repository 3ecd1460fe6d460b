import { z } from "zod";
import type { ToolContext } from "../tool.ts";

const person = z.object({ accountId: z.string(), name: z.string() });
const group = z.object({ id: z.string(), name: z.string() });
const allowed = z.object({ users: z.array(person), groups: z.array(group) });

export const restrictionsShape = z.object({
  contentId: z.string(),
  /** False = everybody who may see the space may see and change it, unless something above it is restricted. */
  restricted: z.boolean(),
  /** Empty lists = not restricted. */
  read: allowed,
  update: allowed,
});

export type Allowed = z.output<typeof allowed>;
export type Restrictions = { read: Allowed; update: Allowed };
export type Operation = keyof Restrictions;

type V1List<T> = { results?: T[] };
type V1Restrictions = {
  results: {
    operation: string;
    restrictions?: {
      user?: V1List<{ accountId: string; displayName?: string; publicName?: string }>;
      group?: V1List<{ id: string; name: string }>;
    };
  }[];
};

const most = 200;

/** Who alone may read and change this content; what stands above it in the tree is not looked at. */
export async function readRestrictions({ confluence }: ToolContext, id: string): Promise<Restrictions> {
  const found: Restrictions = { read: { users: [], groups: [] }, update: { users: [], groups: [] } };
  for (let start = 0; ; start += most) {
    const { results } = await confluence.call<V1Restrictions>("v1.getRestrictions", {
      path: { id },
      query: { expand: "restrictions.user,restrictions.group", start, limit: most },
      what: `the restrictions of content ${id}`,
    });
    let full = false;
    for (const { operation, restrictions } of results) {
      if (operation !== "read" && operation !== "update") continue;
      const users = restrictions?.user?.results ?? [];
      const groups = restrictions?.group?.results ?? [];
      for (const user of users) {
        const name = user.displayName || user.publicName || "";
        found[operation].users.push({ accountId: user.accountId, name });
      }
      found[operation].groups.push(...groups.map(({ id: groupId, name }) => ({ id: groupId, name })));
      full ||= users.length === most || groups.length === most;
    }
    if (!full) return found;
  }
}

export const isOpen = ({ users, groups }: Allowed): boolean => users.length === 0 && groups.length === 0;

export const toRestrictions = (
  contentId: string,
  { read, update }: Restrictions,
): z.input<typeof restrictionsShape> => ({
  contentId,
  restricted: !isOpen(read) || !isOpen(update),
  read,
  update,
});

/** Whether the same people and groups are allowed, in whatever order. */
export function sameRestrictions(a: Restrictions, b: Restrictions): boolean {
  const key = ({ users, groups }: Allowed) =>
    JSON.stringify([users.map(({ accountId }) => accountId).sort(), groups.map(({ id }) => id).sort()]);
  return key(a.read) === key(b.read) && key(a.update) === key(b.update);
}
