import type { Context } from "hono";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { TributaryError } from "../../base/errors.ts";
import { newId, newSecret } from "../../base/ids.ts";
import type { Log } from "../../base/log.ts";
import { type Caller, notLocal } from "../../calls/caller.ts";
import { noteChange } from "../../calls/note-change.ts";
import type { Invitation } from "../../store/invitations.ts";
import type { Member } from "../../store/members.ts";
import type { Store } from "../../store/store.ts";
import type { Attempts } from "../attempts.ts";
import { clientPlace } from "../client-place.ts";
import { refuseOtherPages } from "../own-address.ts";
import { type Route, route } from "../route.ts";
import { memberShape, password } from "../schemas.ts";
import type { SignIn } from "../sign-in.ts";
import { surfaceOf } from "../surface.ts";

const role = z.enum(["admin", "member", "viewer"]);
const invitationShape = z.object({
  id: z.string(),
  email: z.string(),
  role,
  newPassword: z.boolean().describe("Whether a member chooses a new password with it."),
  createdAt: z.string(),
  expiresAt: z.string(),
});
const withLink = invitationShape.extend({ url: z.string().describe("Shown once; give it to the person.") });
const sessionShape = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: z.string(),
  usedAt: z.string(),
  expiresAt: z.string(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
});
const keyShape = z.object({ id: z.string(), name: z.string(), createdAt: z.string() });

const goodMs = 7 * 24 * 3600_000;

/** Members and how they come in: invitations, roles, sessions, their own API keys. */
export function memberRoutes(options: {
  store: Store;
  clock: Clock;
  log: Log;
  publicUrl: () => string;
  signIn: () => Promise<SignIn>;
  attempts: Attempts;
}): Route[] {
  const { store, clock, log, publicUrl, signIn, attempts } = options;
  const onRecord = noteChange(store, clock, log);
  const note = (caller: Caller, context: Context, tool: string, ref: string, change: unknown) =>
    onRecord(caller, surfaceOf(context), {
      tool,
      target: { kind: "member", ref },
      reason: "admins decide who is a member, and as what",
      changes: [change],
    });
  const known = async (id = ""): Promise<Member> => {
    const member = await store.members.get(id);
    if (member !== undefined) return member;
    throw new TributaryError("not_found", `There is no member ${id}.`, { hint: "List them with GET /v1/members." });
  };
  /** A server nobody may administer cannot be mended from within. */
  const onlyAdmin = ({ name }: Member) =>
    new TributaryError("conflict", `${name} is the only admin.`, { hint: "Make another member an admin first." });
  const invite = async (caller: Caller, given: { email: string; role: Member["role"]; memberId: string | null }) => {
    const now = clock.now();
    const secret = newSecret();
    const invitation: Invitation = {
      ...given,
      id: newId("inv", now),
      invitedBy: caller.id,
      createdAt: now,
      expiresAt: now + goodMs,
    };
    await store.invitations.insert(invitation, secret);
    return { ...show(invitation), url: `${publicUrl()}/join?token=${secret}` };
  };
  const invitationOf = async (token: string): Promise<Invitation> => {
    const found = await store.invitations.find(token, clock.now());
    if (found !== undefined) return found;
    throw new TributaryError("forbidden", "This invitation is not good, was used already, or has expired.", {
      hint: "Ask an admin for a new one.",
    });
  };
  const owner = (caller: Caller) => ({ kind: "member", id: notLocal(caller).id }) as const;

  return [
    route({
      method: "GET",
      path: "/v1/members",
      summary: "List members",
      access: "member",
      response: z.object({ items: z.array(memberShape) }),
      handle: async () => ({ items: await store.members.list() }),
    }),
    route({
      method: "PATCH",
      path: "/v1/members/{id}",
      summary: "Give a member another role",
      access: "admin",
      body: z.strictObject({ role }),
      response: memberShape,
      async handle({ params, body, caller, context }) {
        const member = await known(params.id);
        if (!(await store.members.setRole(member.id, body.role))) throw onlyAdmin(member);
        const change = { before: { role: member.role }, after: { role: body.role } };
        note(caller, context, "tributary_update_member", member.id, change);
        return { ...member, role: body.role };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/members/{id}",
      summary: "Remove a member, their sessions and keys; their connections and what they did stay",
      access: "admin",
      response: z.null(),
      status: 204,
      async handle({ params, caller, context }) {
        const member = await known(params.id);
        if (!(await store.members.remove(member.id, clock.now()))) throw onlyAdmin(member);
        const { name, email, role: as } = member;
        note(caller, context, "tributary_remove_member", member.id, { before: { name, email, role: as } });
      },
    }),
    route({
      method: "POST",
      path: "/v1/members/{id}/new-password",
      summary: "Make a link with which a member chooses a new password; their sessions go on until it is used",
      access: "admin",
      response: withLink,
      status: 201,
      async handle({ params, caller, context }) {
        const { id, email, role: same } = await known(params.id);
        note(caller, context, "tributary_renew_password", id, { after: { email } });
        return invite(caller, { email, role: same, memberId: id });
      },
    }),
    route({
      method: "GET",
      path: "/v1/invitations",
      summary: "List invitations that are open",
      access: "admin",
      response: z.object({ items: z.array(invitationShape) }),
      handle: async () => ({ items: (await store.invitations.list(clock.now())).map(show) }),
    }),
    route({
      method: "POST",
      path: "/v1/invitations",
      summary: "Invite somebody; the link is shown this once and is good for a week",
      access: "admin",
      body: z.strictObject({ email: z.email().toLowerCase(), role: role.default("member") }),
      response: withLink,
      status: 201,
      async handle({ body, caller, context }) {
        if ((await store.members.find(body.email)) !== undefined) {
          throw new TributaryError("conflict", `${body.email} is a member already.`, {
            hint: "Change their role instead.",
          });
        }
        const made = await invite(caller, { ...body, memberId: null });
        note(caller, context, "tributary_invite_member", made.id, { after: body });
        return made;
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/invitations/{id}",
      summary: "Take an invitation back",
      access: "admin",
      response: z.null(),
      status: 204,
      handle: async ({ params }) => void (await store.invitations.take(params.id ?? "")),
    }),
    route({
      method: "POST",
      path: "/v1/join/check",
      summary: "Whom an invitation is for",
      access: "public",
      body: z.strictObject({ token: z.string() }),
      response: z.object({ email: z.string(), role, newPassword: z.boolean() }),
      async handle({ body }) {
        const { email, role: as, memberId } = await invitationOf(body.token);
        return { email, role: as, newPassword: memberId !== null };
      },
    }),
    route({
      method: "POST",
      path: "/v1/join",
      summary: "Become a member with an invitation, or choose a new password; signs in",
      access: "public",
      body: z.strictObject({ token: z.string(), name: z.string().trim().min(1).max(100).optional(), password }),
      response: z.object({ member: memberShape }),
      status: 201,
      async handle({ body, context }) {
        refuseOtherPages(context, publicUrl());
        const invitation = await invitationOf(body.token);
        const { email, role: as, memberId } = invitation;
        if (memberId === null && body.name === undefined)
          throw new TributaryError("invalid_input", "A new member needs a name.", { hint: "Pass name." });
        if (!(await store.invitations.take(invitation.id))) await invitationOf("");
        const { createMember, setPassword, signIn: start } = await signIn();
        if (memberId === null)
          await createMember({ name: body.name ?? email, email, password: body.password, role: as });
        else await setPassword(memberId, body.password);
        const { memberId: id, cookies } = await start(email, body.password, context.req.raw.headers);
        for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
        return { member: await store.members.get(id) };
      },
    }),
    route({
      method: "POST",
      path: "/v1/me/password",
      summary: "Choose a new password; every other session of yours ends",
      access: "member",
      body: z.strictObject({ current: z.string(), password }),
      response: z.null(),
      status: 204,
      async handle({ body, caller, context }) {
        const member = await known(notLocal(caller).id);
        const library = await signIn();
        // Whoever has got hold of a session or a key must not find the password by it.
        await attempts.count(member.id, clientPlace(context), () => library.checkPassword(member.id, body.current));
        const session = await library.sessionOf(context.req.raw.headers);
        await library.setPassword(member.id, body.password, session?.id);
      },
    }),
    route({
      method: "GET",
      path: "/v1/me/sessions",
      summary: "Where you are signed in",
      access: "member",
      response: z.object({ items: z.array(sessionShape) }),
      async handle({ caller, context }) {
        const current = await (await signIn()).sessionOf(context.req.raw.headers);
        const sessions = await store.members.sessions(notLocal(caller).id);
        return {
          items: sessions.map(({ id, createdAt, updatedAt, expiresAt, ipAddress, userAgent }) => ({
            id,
            current: id === current?.id,
            createdAt,
            usedAt: updatedAt,
            expiresAt,
            address: ipAddress,
            browser: userAgent,
          })),
        };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/me/sessions/{id}",
      summary: "Sign out one of your sessions; with the id others, all but this one",
      access: "member",
      response: z.null(),
      status: 204,
      async handle({ params, caller, context }) {
        const { id } = notLocal(caller);
        const current = await (await signIn()).sessionOf(context.req.raw.headers);
        await store.members.endSessions(id, params.id === "others" ? { allBut: current?.id } : { id: params.id ?? "" });
      },
    }),
    route({
      method: "GET",
      path: "/v1/me/api-keys",
      summary: "List your API keys",
      access: "member",
      response: z.object({ items: z.array(keyShape) }),
      handle: async ({ caller }) => ({
        items: (await store.apiKeys.list(owner(caller))).map((key) => ({ ...key, createdAt: iso(key.createdAt) })),
      }),
    }),
    route({
      method: "POST",
      path: "/v1/me/api-keys",
      summary: "Make an API key that may do what you may; it is shown this once",
      access: "member",
      body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
      response: keyShape.extend({ apiKey: z.string() }),
      status: 201,
      async handle({ body, caller }) {
        const now = clock.now();
        const id = newId("key", now);
        const apiKey = `trib_${newSecret()}`;
        await store.apiKeys.insert(id, apiKey, owner(caller), body.name, now);
        return { id, name: body.name, createdAt: iso(now), apiKey };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/me/api-keys/{id}",
      summary: "Revoke one of your API keys",
      access: "member",
      response: z.null(),
      status: 204,
      async handle({ params, caller }) {
        if (await store.apiKeys.revoke(params.id ?? "", owner(caller), clock.now())) return;
        throw new TributaryError("not_found", `You have no API key ${params.id}.`, { hint: "List them first." });
      },
    }),
  ];
}

const iso = (time: number) => new Date(time).toISOString();

const show = ({
  id,
  email,
  role: as,
  memberId,
  createdAt,
  expiresAt,
}: Invitation): z.input<typeof invitationShape> => ({
  id,
  email,
  role: as,
  newPassword: memberId !== null,
  createdAt: iso(createdAt),
  expiresAt: iso(expiresAt),
});
