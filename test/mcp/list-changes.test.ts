import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { profiles } from "../../packages/server/src/policy/policy.ts";
import { type OpenSite, openSite } from "../open-site.ts";
import { connectClient, eras, newAgentKey } from "./connect-client.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe.each(eras)("a %s client's list of tools", (era) => {
  it("follows the agent's policy, and the client is told that it has changed", async () => {
    const { id, apiKey } = await newAgentKey(site, profiles["read-only"]);
    const changed = new Promise<string[]>((resolve) => {
      void connectClient(site, apiKey, {
        era,
        options: {
          listChanged: {
            tools: { onChanged: (_error, tools) => resolve((tools ?? []).map(({ name }) => name)), debounceMs: 0 },
          },
        },
      }).then(async (client) => {
        expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain("confluence_create_page");
        // The stream on which the server speaks unasked is open a moment after the client is connected.
        await new Promise((wait) => setTimeout(wait, 200));
        await site.app.store.agents.update(id, { policy: profiles["documentation-manager"] }, Date.now());
      });
    });
    expect(await changed).toContain("confluence_create_page");
  });

  it("holds at once: what was taken away is refused in the session that saw it", async () => {
    const { id, apiKey } = await newAgentKey(site, profiles["documentation-manager"]);
    const client = await connectClient(site, apiKey, { era });
    await client.listTools();
    await site.app.store.agents.update(id, { policy: profiles["read-only"] }, Date.now());
    const answer = await client.callTool({
      name: "confluence_create_page",
      arguments: { spaceId: "ENG", title: "Too late", body: "x" },
    });
    expect(answer).toMatchObject({ isError: true, structuredContent: { error: { code: "policy_refused" } } });
    await client.close();
  });
});
