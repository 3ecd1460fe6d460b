import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { allRows } from "../list-page.ts";
import { contentChange, contentInWords, nameContent, namedContentEndpoints } from "../named-content.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { lookUpUsers } from "../users/get-users.ts";
import { type Group, groupEndpoints, resolveGroup } from "../users/groups.ts";
import type { Written } from "../write.ts";
import {
  type Allowed,
  isOpen,
  type Operation,
  type Restrictions,
  readRestrictions,
  restrictionsShape,
  sameRestrictions,
  toRestrictions,
} from "./restrictions.ts";

const name = "confluence_set_restrictions";

const people = (who: string) => z.array(z.string().min(1)).max(1000).optional().describe(who);

export const setRestrictions = defineTool({
  name,
  title: "Set restrictions",
  description:
    "Says who alone may read or change a page or other content. Each list given replaces the one there is, an empty one empties it, one not given stays; an operation with two empty lists is open to all. Who may change it must be allowed to read it too. Refused when it would lock out the connected account itself. Returns the restrictions.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    contentId: parameter.contentId,
    readUsers: people("Account ids that may read it."),
    readGroups: people("Groups that may read it: ids or names."),
    updateUsers: people("Account ids that may change it."),
    updateGroups: people("Groups that may change it: ids or names."),
  }),
  output: restrictionsShape,
  endpoints: [
    "v1.getRestrictions",
    "v1.updateRestrictions",
    "v1.deleteRestrictions",
    "v1.getGroupMembershipsForUser",
    "v1.getCurrentUser",
    "createBulkUserLookup",
    ...groupEndpoints,
    ...namedContentEndpoints,
  ],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: {
    contentId: "ENG:Sluice",
    updateUsers: ["712020:3f6c1a52-0b7e-4c19-9a44-51d0c8e2f701"],
    updateGroups: ["engineering"],
  },
  async prepare(input, context) {
    const content = await nameContent(context, input.contentId);
    const { id } = content;
    const before = await readRestrictions(context, id);
    const wanted = await wantedRestrictions(input, before, context);
    const same = sameRestrictions(before, wanted);
    if (!same) await refuseLockOut(wanted, context);
    const written = (now: Restrictions): Written<z.input<typeof restrictionsShape>> => ({
      data: toRestrictions(id, now),
      undo: same ? [] : [{ tool: name, arguments: { contentId: id, ...asArguments(before) } }],
    });
    return {
      preview: {
        summary: `${isOpen(wanted.read) && isOpen(wanted.update) ? `Open ${contentInWords(content)} to all` : `Let ${inWords(wanted.read)} read and ${inWords(wanted.update)} change ${contentInWords(content)}`}.`,
        changes: [{ ...contentChange(content), ...(!same && { before, after: wanted }) }],
      },
      async commit() {
        if (same) return written(before);
        await send(context, id, wanted);
        const now = await readRestrictions(context, id);
        if (sameRestrictions(now, wanted)) return written(now);
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the restrictions of ${contentInWords(content)} but did not set them as asked.`,
          { hint: "Read them with confluence_get_restrictions: a group or person may not be allowed here." },
        );
      },
      async settle(reader) {
        const now = await readRestrictions(reader, id);
        return sameRestrictions(now, wanted) ? { outcome: "done", ...written(now) } : { outcome: "not_done" };
      },
    };
  },
});

type Lists = { [list in "readUsers" | "readGroups" | "updateUsers" | "updateGroups"]?: string[] | undefined };

/** What was there, with the lists given in place of theirs. People and groups that do not exist are refused. */
async function wantedRestrictions(lists: Lists, before: Restrictions, context: ToolContext): Promise<Restrictions> {
  if (Object.values(lists).every((list) => !Array.isArray(list))) {
    throw new TributaryError("invalid_input", "No list of people or groups is given.", {
      hint: "Pass readUsers, readGroups, updateUsers or updateGroups; an empty list takes a restriction away.",
    });
  }
  const users = await usersOf([...(lists.readUsers ?? []), ...(lists.updateUsers ?? [])], before, context);
  const groups = await groupsOf([...(lists.readGroups ?? []), ...(lists.updateGroups ?? [])], before, context);
  const pick = <T>(list: string[] | undefined, known: Map<string, T>, otherwise: T[]): T[] =>
    list === undefined ? otherwise : [...new Set(list.map((ref) => known.get(ref) as T))];
  return {
    read: {
      users: pick(lists.readUsers, users, before.read.users),
      groups: pick(lists.readGroups, groups, before.read.groups),
    },
    update: {
      users: pick(lists.updateUsers, users, before.update.users),
      groups: pick(lists.updateGroups, groups, before.update.groups),
    },
  };
}

/** Who stands in the restrictions already need not be asked for. */
async function usersOf(
  accountIds: string[],
  { read, update }: Restrictions,
  context: ToolContext,
): Promise<Map<string, Allowed["users"][number]>> {
  const known = new Map([...read.users, ...update.users].map((user) => [user.accountId, user]));
  const found = await lookUpUsers(
    context,
    accountIds.filter((id) => !known.has(id)),
  );
  for (const { accountId, displayName, publicName } of found) {
    known.set(accountId, { accountId, name: displayName || publicName || "" });
  }
  const unknown = accountIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return known;
  throw new TributaryError("not_found", `There is no user with the account id ${unknown.join(", ")}.`, {
    hint: "Find people with confluence_search_users.",
  });
}

async function groupsOf(
  refs: string[],
  { read, update }: Restrictions,
  context: ToolContext,
): Promise<Map<string, Group>> {
  const known = new Map<string, Group>();
  for (const group of [...read.groups, ...update.groups]) known.set(group.id, group).set(group.name, group);
  for (const ref of new Set(refs)) if (!known.has(ref)) known.set(ref, await resolveGroup(context, ref));
  // One group named twice, by id and by name, is one object.
  const byId = new Map([...known.values()].map((group) => [group.id, group]));
  return new Map([...known].map(([ref, group]) => [ref, byId.get(group.id) ?? group]));
}

/** A page that the connected account cannot read or change any more could not be opened again by it either. */
async function refuseLockOut(wanted: Restrictions, context: ToolContext): Promise<void> {
  const operations = (["read", "update"] as const).filter((operation) => !isOpen(wanted[operation]));
  if (operations.length === 0) return;
  const accountId = context.account?.accountId ?? (await currentAccount(context));
  const named = (operation: Operation) => wanted[operation].users.some((user) => user.accountId === accountId);
  const rest = operations.filter((operation) => !named(operation));
  if (rest.length === 0) return;
  const mine = rest.some((operation) => wanted[operation].groups.length > 0)
    ? await allRows<Group>(context, { key: "v1.getGroupMembershipsForUser", query: { accountId, limit: 200 } })
    : [];
  const lockedOut = rest.find((operation) => !wanted[operation].groups.some(({ id }) => mine.some((g) => g.id === id)));
  if (lockedOut === undefined) return;
  throw new TributaryError(
    "invalid_input",
    `The connected account (${context.account?.name ?? accountId}) would not be among those who may ${lockedOut === "read" ? "read" : "change"} it, and nobody could take that back from here.`,
    { hint: `Add its account id ${accountId}, or a group it is in, to the lists.`, details: { accountId } },
  );
}

const currentAccount = async ({ confluence }: ToolContext): Promise<string> =>
  (await confluence.call<{ accountId: string }>("v1.getCurrentUser", { what: "the current user" })).accountId;

async function send({ confluence }: ToolContext, id: string, wanted: Restrictions): Promise<void> {
  const what = `the restrictions of content ${id}`;
  const operations = (["read", "update"] as const).filter((operation) => !isOpen(wanted[operation]));
  if (operations.length === 0) return confluence.call("v1.deleteRestrictions", { path: { id }, what });
  // Lists that would be empty must be left out.
  const body = operations.map((operation) => {
    const { users, groups } = wanted[operation];
    const user = users.map(({ accountId }) => ({ type: "known", accountId }));
    const group = groups.map(({ id: groupId, name: groupName }) => ({ type: "group", id: groupId, name: groupName }));
    return { operation, restrictions: { ...(user.length > 0 && { user }), ...(group.length > 0 && { group }) } };
  });
  await confluence.call("v1.updateRestrictions", { path: { id }, body, what });
}

const asArguments = ({ read, update }: Restrictions) => ({
  readUsers: read.users.map(({ accountId }) => accountId),
  readGroups: read.groups.map(({ id }) => id),
  updateUsers: update.users.map(({ accountId }) => accountId),
  updateGroups: update.groups.map(({ id }) => id),
});

const inWords = (allowed: Allowed): string =>
  isOpen(allowed)
    ? "everybody"
    : `only ${[...allowed.users, ...allowed.groups.map((group) => ({ name: `the group ${group.name}` }))].map((one) => one.name).join(", ")}`;
