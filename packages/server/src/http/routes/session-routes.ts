import { z } from "zod";
import { hashSecret } from "../../base/crypto.ts";
import { TributaryError } from "../../base/errors.ts";
import type { Store } from "../../store/store.ts";
import type { Attempts } from "../attempts.ts";
import { clientPlace } from "../client-place.ts";
import { refuseOtherPages } from "../own-address.ts";
import { type Route, route } from "../route.ts";
import { memberShape, password } from "../schemas.ts";
import type { SignIn } from "../sign-in.ts";

export function sessionRoutes(options: {
  store: Store;
  attempts: Attempts;
  publicUrl: () => string;
  signIn: () => Promise<SignIn>;
  oidcName?: string;
}): Route[] {
  const { store, attempts, publicUrl, signIn, oidcName } = options;
  return [
    route({
      method: "GET",
      path: "/v1/me",
      summary: "Who is asking",
      access: "caller",
      response: z.object({
        kind: z.enum(["member", "agent"]),
        id: z.string(),
        name: z.string(),
        email: z.string().optional(),
        role: z.string().optional(),
      }),
      async handle({ caller }) {
        if (caller.kind === "agent") return { kind: "agent", id: caller.id, name: caller.name };
        const member = await store.members.get(caller.id);
        return {
          kind: "member",
          id: caller.id,
          name: caller.name,
          role: caller.role,
          ...(member && { email: member.email }),
        };
      },
    }),
    route({
      method: "GET",
      path: "/v1/setup",
      summary: "Whether the first admin has still to be made",
      access: "public",
      response: z.object({ needed: z.boolean() }),
      handle: async () => ({ needed: (await store.members.list()).length === 0 }),
    }),
    route({
      method: "POST",
      path: "/v1/setup",
      summary: "Make the first admin, with the link the server printed",
      access: "public",
      body: z.strictObject({ token: z.string(), name: z.string().min(1).max(100), email: z.email(), password }),
      response: z.object({ member: memberShape }),
      status: 201,
      async handle({ body, context }) {
        refuseOtherPages(context, publicUrl());
        const expected = await store.settings.get("setup_token");
        const open = expected !== undefined && (await store.members.list()).length === 0;
        if (!open || hashSecret(body.token) !== expected) {
          throw new TributaryError("forbidden", "This set-up link is not good, or was used already.", {
            hint: "Use the newest link the server printed, or sign in.",
          });
        }
        await store.settings.remove("setup_token");
        const { createMember, signIn: start } = await signIn();
        const member = await createMember({ ...body, role: "admin" });
        const { cookies } = await start(body.email, body.password, context.req.raw.headers);
        for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
        return { member };
      },
    }),
    route({
      method: "GET",
      path: "/v1/session/ways",
      summary: "How people sign in here, beside with a password",
      access: "public",
      response: z.object({ oidc: z.object({ name: z.string() }).optional() }),
      handle: async () => ({ ...(oidcName !== undefined && { oidc: { name: oidcName } }) }),
    }),
    route({
      method: "GET",
      path: "/v1/session/oidc",
      summary: "Send the browser to the sign-in provider; it comes back to the page named next",
      access: "public",
      query: z.strictObject({
        next: z
          .string()
          .regex(/^\/(?![/\\])/, "must be a path of this server")
          .default("/"),
      }),
      response: z.null(),
      async handle({ query, context }) {
        if (oidcName === undefined)
          throw new TributaryError("not_found", "No sign-in provider is configured.", {
            hint: "Sign in with a password.",
          });
        const { url, cookies } = await (await signIn()).startOidc(query.next, context.req.raw.headers);
        for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
        return context.redirect(url, 302);
      },
    }),
    route({
      method: "POST",
      path: "/v1/session",
      summary: "Sign in",
      access: "public",
      body: z.strictObject({ email: z.string(), password: z.string() }),
      response: z.object({ member: memberShape }),
      async handle({ body, context }) {
        refuseOtherPages(context, publicUrl());
        const library = await signIn();
        const { memberId, cookies } = await attempts.count(body.email.toLowerCase(), clientPlace(context), () =>
          library.signIn(body.email, body.password, context.req.raw.headers),
        );
        for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
        return { member: await store.members.get(memberId) };
      },
    }),
    route({
      method: "DELETE",
      path: "/v1/session",
      summary: "Sign out",
      access: "public",
      response: z.null(),
      status: 204,
      async handle({ context }) {
        refuseOtherPages(context, publicUrl());
        const cookies = await (await signIn()).signOut(context.req.raw.headers);
        for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
      },
    }),
  ];
}
