import { createEmulator, type Emulator } from "@tributary/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allEndpoints } from "../packages/server/src/confluence/endpoints.ts";
import { missingForOperation } from "../packages/server/src/confluence/missing-scopes.ts";
import { missingScopes, scopesOf } from "../packages/server/src/connections/scope-doctor.ts";
import { catalogue } from "../packages/server/src/tools/catalogue.ts";
import { grantConnection } from "./grant-connection.ts";
import { type OpenSite, openSite } from "./open-site.ts";

/** Every subset of a few scopes. */
function subsets(scopes: readonly string[]): string[][] {
  return Array.from({ length: 2 ** scopes.length }, (_, bits) => scopes.filter((_, at) => (bits >> at) % 2 === 1));
}

describe("missing scopes of an operation", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ seed: "empty", now: () => Date.parse("2026-06-01T10:00:00Z") });
  });

  it("are predicted exactly: a site refuses for its scopes what is said to miss some, and nothing else", async () => {
    const { url, credentials, admin } = emulator;
    const tokens = new Map<string, string>();
    const tokenWith = (scopes: readonly string[]) => {
      const name = scopes.join(" ");
      const granted = () => admin.grant({ clientId: credentials.clientId, account: credentials.email, scopes });
      const token = tokens.get(name) ?? granted().access_token;
      tokens.set(name, token);
      return token;
    };
    const wrong: string[] = [];
    let asked = 0;
    let refused = 0;
    for (const { key, method, path, scopes } of allEndpoints()) {
      for (const granted of subsets([...new Set(scopes.flat())])) {
        const response = await emulator.fetch(
          `${url}/ex/confluence/${credentials.cloudId}${path.replace(/\{[^}]+\}/g, "1")}`,
          {
            method,
            headers: {
              authorization: `Bearer ${tokenWith(granted)}`,
              "content-type": "application/json",
              "x-atlassian-token": "no-check",
            },
            ...(method !== "GET" && { body: "{}" }),
          },
        );
        const answer = await response.text();
        const refusedForScope = response.status === 401 && /scope does not match/.test(answer);
        const predicted = missingForOperation(scopes, new Set(granted)).length > 0;
        if (predicted !== refusedForScope)
          wrong.push(`${key} with ${granted.join(" ") || "nothing"}: ${response.status}`);
        asked += 1;
        if (refusedForScope) refused += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(300);
  });
});

describe("missing scopes of a tool", () => {
  let site: OpenSite;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  /** What the tool's example fails with under a grant; the site is as before afterwards. */
  async function errorOf(tool: (typeof catalogue)[number], scopes: readonly string[]) {
    const before = tool.effect === "read" ? undefined : site.emulator.admin.snapshot();
    const connectionId = await grantConnection(site, scopes);
    const { error } = await site.call(tool.name, tool.example, { connectionId });
    if (before !== undefined) site.emulator.admin.restore(before);
    return error;
  }

  it("are foreseen whenever a site refuses it for its scopes, and with them it is refused no more", async () => {
    const wrong: string[] = [];
    const neverRefused: string[] = [];
    for (const tool of catalogue.filter(({ endpoints }) => endpoints.length > 0)) {
      const all = scopesOf(tool);
      let refusals = 0;
      for (const granted of [all, [], ...all.map((left) => all.filter((scope) => scope !== left))]) {
        // One scope that no tool needs, because a grant without any would be one that is not known.
        const scopes = [...granted, "read:me"];
        const error = await errorOf(tool, scopes);
        if (error?.code !== "scope_missing") continue;
        refusals += 1;
        const predicted = missingScopes(tool, scopes);
        const named = (error.details?.missingScopes ?? []) as string[];
        const repaired = await errorOf(tool, [...scopes, ...predicted]);
        if (predicted.length === 0 || named.length === 0 || repaired?.code === "scope_missing")
          wrong.push(
            `${tool.name} with ${scopes.join(" ")}: ${predicted.join(" ")} predicted, ${named.join(" ")} named`,
          );
      }
      if (refusals === 0 && all.length > 0) neverRefused.push(tool.name);
    }
    expect(wrong).toEqual([]);
    // An example that needs none of its tool's operations would prove nothing.
    expect(neverRefused).toEqual([]);
  }, 120_000);
});
