import { hashSecret } from "../base/crypto.ts";
import { newSecret } from "../base/ids.ts";
import type { Db } from "./open-database.ts";

export type OAuthFlow = { connectionId: string; returnUrl: string | null };

export type OAuthFlows = ReturnType<typeof createOAuthFlows>;

/** Consent flows under way. Only hashes of the secrets that guard them are kept. */
export function createOAuthFlows(db: Db) {
  return {
    async insert(token: string, flow: OAuthFlow, expiresAt: number): Promise<void> {
      await db
        .insertInto("oauth_flow")
        .values({
          id: hashSecret(token),
          connection_id: flow.connectionId,
          return_url: flow.returnUrl,
          state_hash: null,
          browser_hash: null,
          expires_at: expiresAt,
          used_at: null,
        })
        .execute();
    },
    /** Binds the flow of this link to a state and a browser; undefined when the link is unknown, used or expired. */
    async bind(token: string, state: string, browser: string, now: number): Promise<OAuthFlow | undefined> {
      const row = await db
        .updateTable("oauth_flow")
        .set({ state_hash: hashSecret(state), browser_hash: hashSecret(browser) })
        .where("id", "=", hashSecret(token))
        .where("used_at", "is", null)
        .where("expires_at", ">", now)
        .returning(["connection_id", "return_url"])
        .executeTakeFirst();
      return row && { connectionId: row.connection_id, returnUrl: row.return_url };
    },
    /** Uses up the flow of this state. A state is good once, before its end, in the browser it was given to. */
    async use(
      state: string,
      browser: string,
      now: number,
    ): Promise<OAuthFlow | "unknown" | "expired" | "other_browser"> {
      const row = await db
        .selectFrom("oauth_flow")
        .selectAll()
        .where("state_hash", "=", hashSecret(state))
        .where("used_at", "is", null)
        .executeTakeFirst();
      if (row === undefined) return "unknown";
      if (row.expires_at <= now) return "expired";
      if (row.browser_hash !== hashSecret(browser)) return "other_browser";
      const { numUpdatedRows } = await db
        .updateTable("oauth_flow")
        .set({ used_at: now })
        .where("id", "=", row.id)
        .where("used_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? { connectionId: row.connection_id, returnUrl: row.return_url } : "unknown";
    },
    /** A secret for the browser that came back with several sites: it may choose one, for ten minutes. */
    async openPick(connectionId: string, returnUrl: string | null, now: number): Promise<string> {
      const secret = newSecret();
      await this.insert(secret, { connectionId, returnUrl }, now + 10 * 60_000);
      return secret;
    },
    async pick(secret: string, now: number): Promise<OAuthFlow | undefined> {
      const row = await db
        .selectFrom("oauth_flow")
        .select(["connection_id", "return_url"])
        .where("id", "=", hashSecret(secret))
        .where("state_hash", "is", null)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      return row && { connectionId: row.connection_id, returnUrl: row.return_url };
    },
    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom("oauth_flow").where("expires_at", "<", now).execute();
    },
  };
}
