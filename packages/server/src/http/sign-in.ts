import { betterAuth } from "better-auth";
import { TributaryError } from "../base/errors.ts";
import { newId, newSecret } from "../base/ids.ts";
import type { Member } from "../store/members.ts";
import type { Store } from "../store/store.ts";

/** Sign-in of members with e-mail address and password, by sessions kept in the store. */
export type SignIn = {
  /** Sessions are cookies; these are the `set-cookie` values to answer with. */
  signIn(email: string, password: string, headers: Headers): Promise<{ memberId: string; cookies: string[] }>;
  signOut(headers: Headers): Promise<string[]>;
  memberIdOf(headers: Headers): Promise<string | undefined>;
  /** The session whose cookie comes along. */
  sessionOf(headers: Headers): Promise<{ id: string } | undefined>;
  /** Throws `forbidden` when it is another. */
  checkPassword(memberId: string, password: string): Promise<void>;
  /** Ends every session of the member but `keepSession`. */
  setPassword(memberId: string, password: string, keepSession?: string): Promise<void>;
  createMember(member: { name: string; email: string; password: string; role: Member["role"] }): Promise<Member>;
};

export async function createSignIn(store: Store, publicUrl: string): Promise<SignIn> {
  let secret = await store.settings.get("session_secret");
  if (secret === undefined) {
    secret = newSecret();
    await store.settings.set("session_secret", secret);
  }
  const auth = betterAuth({
    baseURL: publicUrl,
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
