import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { OidcSettings } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Member } from "../store/members.ts";
import type { Store } from "../store/store.ts";

/** Sign-in of members with e-mail address and password, or by an OpenID Connect provider; sessions are in the store. */
export type SignIn = {
  /** Sessions are cookies; these are the `set-cookie` values to answer with. */
  signIn(email: string, password: string, headers: Headers): Promise<{ memberId: string; cookies: string[] }>;
  signOut(headers: Headers): Promise<string[]>;
  /** Where the browser goes to sign in at the provider; `next` is the page to come back to. */
  startOidc(next: string, headers: Headers): Promise<{ url: string; cookies: string[] }>;
  /** The browser's return from the provider. */
  finishOidc(request: Request): Promise<Response>;
  memberIdOf(headers: Headers): Promise<string | undefined>;
  /** The session whose cookie comes along. */
  sessionOf(headers: Headers): Promise<{ id: string } | undefined>;
  /** Throws `forbidden` when it is another. */
  checkPassword(memberId: string, password: string): Promise<void>;
  /** Ends every session of the member but `keepSession`. */
  setPassword(memberId: string, password: string, keepSession?: string): Promise<void>;
  createMember(member: { name: string; email: string; password: string; role: Member["role"] }): Promise<Member>;
};

const providerId = "oidc";

/** `secret` signs the cookies. It is not in the store: with a copy of that alone nobody gets into a session. */
export async function createSignIn(
  store: Store,
  publicUrl: string,
  now: () => number,
  secret: string,
  oidc?: OidcSettings,
  onMember: () => void = () => undefined,
): Promise<SignIn> {
  const options = { store, publicUrl, now, secret, oidc, onMember };
  let auth = createAuth(options);
  return {
    async signIn(email, password, headers) {
      const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
      if (!response.ok) {
        throw new TributaryError("unauthenticated", "The e-mail address or the password is wrong.", {
          hint: "Try again; an admin can set a new password.",
        });
      }
      const { user } = (await response.json()) as { user: { id: string } };
      return { memberId: user.id, cookies: response.headers.getSetCookie() };
    },
    async signOut(headers) {
      return (await auth.api.signOut({ headers, asResponse: true })).headers.getSetCookie();
    },
    async startOidc(next, headers) {
      const found = async () => (await auth.$context).socialProviders.some(({ id }) => id === providerId);
      // The provider could not be asked what it can do when the library was opened.
      if (!(await found())) auth = createAuth(options);
      if (!(await found())) {
        throw new TributaryError("upstream_unreachable", "The sign-in provider cannot be reached.", {
          hint: "Try again, or sign in with a password. An admin can check OIDC_ISSUER.",
        });
      }
      const body = {
        provider: providerId,
        callbackURL: `${publicUrl}${next}`,
        errorCallbackURL: `${publicUrl}/sign-in`,
      };
      const response = await auth.api.signInSocial({ body, headers, asResponse: true });
      const { url } = (await response.json()) as { url?: string };
      if (url === undefined) throw new TributaryError("internal", "The sign-in could not be started.");
      return { url, cookies: response.headers.getSetCookie() };
    },
    async finishOidc(request) {
      const response = await auth.handler(request);
      if (response.status < 400) return response;
      const { message } = (await response.json().catch(() => ({}))) as { message?: string };
      const error = message === "not_invited" ? message : "sign_in_failed";
      return new Response(null, { status: 302, headers: { location: `${publicUrl}/sign-in?error=${error}` } });
    },
    async memberIdOf(headers) {
      return (await auth.api.getSession({ headers }))?.user.id;
    },
    async sessionOf(headers) {
      const session = (await auth.api.getSession({ headers }))?.session;
      return session && { id: session.id };
    },
    async checkPassword(memberId, password) {
      const { internalAdapter, password: hashing } = await auth.$context;
      const account = (await internalAdapter.findAccounts(memberId)).find((one) => one.providerId === "credential");
      const good = account?.password != null && (await hashing.verify({ password, hash: account.password }));
      if (!good) throw new TributaryError("forbidden", "This is not your current password.", { hint: "Try again." });
    },
    async setPassword(memberId, password, keepSession) {
      const { internalAdapter, password: hashing } = await auth.$context;
      const hashed = await hashing.hash(password);
      const accounts = await internalAdapter.findAccounts(memberId);
      if (accounts.some((one) => one.providerId === "credential"))
        await internalAdapter.updatePassword(memberId, hashed);
      else {
        const account = { userId: memberId, accountId: memberId, providerId: "credential", password: hashed };
        await internalAdapter.linkAccount(account);
      }
      await store.members.endSessions(memberId, { allBut: keepSession });
    },
    async createMember({ name, email, password, role }) {
      const context = await auth.$context;
      const user = await context.internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: true, role },
        { method: "email-password" },
      );
      const hashed = await context.password.hash(password);
      await context.internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: "credential",
        password: hashed,
      });
      return { id: user.id, name, email: email.toLowerCase(), role };
    },
  };
}

type AuthOptions = {
  store: Store;
  publicUrl: string;
  now: () => number;
  secret: string;
  oidc: OidcSettings | undefined;
  onMember: () => void;
};

function createAuth({ store, publicUrl, now, secret, oidc, onMember }: AuthOptions) {
  /** Nobody comes in by the provider alone: an invitation says as what, or the setting for everybody it knows. */
  const roleOf = async (email: string): Promise<Member["role"] | undefined> => {
    const invitations = await store.invitations.list(now());
    const invitation = invitations.find((one) => one.email === email && one.memberId === null);
    if (invitation !== undefined && (await store.invitations.take(invitation.id))) return invitation.role;
    return oidc?.role;
  };
  const withoutTokens = async <Account extends object>(account: Account) => ({
    data: { ...account, accessToken: null, refreshToken: null, idToken: null },
  });
  return betterAuth({
    baseURL: publicUrl,
    basePath: "/auth",
    secret,
    database: { db: store.db, type: "sqlite" },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: {
      modelName: "member",
      additionalFields: { role: { type: "string", required: true, input: false, defaultValue: "viewer" } },
    },
    session: { modelName: "member_session", expiresIn: 60 * 60 * 24 * 14 },
    account: { modelName: "member_account" },
    verification: { modelName: "member_verification" },
    ...(oidc !== undefined && {
      plugins: [
        genericOAuth({
          config: [
            {
              providerId,
              name: oidc.name,
              discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
              clientId: oidc.clientId,
              clientSecret: oidc.clientSecret,
              scopes: ["openid", "email", "profile"],
              requireIdTokenVerification: true,
            },
          ],
        }),
      ],
    }),
    databaseHooks: {
      user: {
        create: {
          async before(user, context) {
            // Members made by invitation or set-up come with their role; only the provider's come through a request.
            if (context === null || context === undefined) return { data: user };
            const role = user.emailVerified ? await roleOf(user.email.toLowerCase()) : undefined;
            if (role === undefined) throw new APIError("FORBIDDEN", { message: "not_invited" });
            return { data: { ...user, role } };
          },
          after: async () => onMember(),
        },
      },
      // What the provider's tokens allow is nothing to us.
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
    },
    advanced: {
      cookiePrefix: "tributary",
      // The prefix __Secure- would give the cookie another name behind TLS.
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true, secure: publicUrl.startsWith("https:") },
      database: {
        generateId: ({ model }) => newId(model === "user" || model === "member" ? "mbr" : "ses", Date.now()),
      },
    },
  });
}
