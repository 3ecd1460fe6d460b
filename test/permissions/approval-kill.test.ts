import { Tributary } from "@tributary/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";
import { newDataDir } from "../set-up.ts";

type EmulatorReady = { url: string; cloudId: string; email: string; apiToken: string };
type ServerReady = { url: string; apiKey: string };

let emulator: Program<EmulatorReady>;
let server: Program<ServerReady> | undefined;
afterEach(async () => {
  await server?.stop();
  await emulator?.stop();
});

const rounds = 14;

describe("a server killed by SIGKILL while an approved write is run", () => {
  it("has made the write once or not at all, says which, and makes it after the restart", async () => {
    emulator = await startProgram<EmulatorReady>(["emulator", "--port", "0", "--seed", "demo"]);
    const { url: atlassian, email, apiToken } = emulator.ready;
    const dataDir = newDataDir();
    const start = () =>
      startProgram<ServerReady>(["serve", "--port", "0", "--data", dataDir], {
        ATLASSIAN_AUTH_URL: atlassian,
        ATLASSIAN_API_URL: atlassian,
        TRIBUTARY_LOG_LEVEL: "silent",
        TRIBUTARY_SYNC: "off",
      });
    const adminOf = ({ ready }: Program<ServerReady>) =>
      new Tributary({ baseUrl: ready.url, apiKey: ready.apiKey, retries: 0 });
    server = await start();
    let admin = adminOf(server);
    const { id: authConfigId } = await admin.authConfigs.create({ name: "token", type: "api_token" });
    const { id: connectionId } = await admin.connections.createWithApiToken({
      authConfigId,
      siteUrl: atlassian,
      email,
      apiToken,
    });
    const policy = { groups: { Pages: { level: "write", requireApproval: true } } } as const;
    const { apiKey } = await admin.agents.create({ name: "Writer", policy, connectionIds: [connectionId] });
    // A slow site leaves time to be killed while the write is under way.
    await fetch(`${atlassian}/_emulator/faults`, {
      method: "POST",
      body: JSON.stringify({ kind: "latency", latencyMs: 15, match: "/wiki/api/v2/pages", remaining: null }),
    });

    const ends: Record<string, number> = {};
    for (let round = 0; round < rounds; round++) {
      const agent = new Tributary({ baseUrl: server.ready.url, apiKey, retries: 0 });
      const { data: page } = await admin.tools.execute<{ id: string }>("confluence_create_page", {
        connectionId,
        arguments: { spaceId: "ENG", title: `Killed in round ${round}`, body: "before" },
      });
      const id = page?.id ?? "";
      const asked = await agent.tools.execute("confluence_update_page", {
        connectionId,
        arguments: { pageId: id, body: `after ${round}` },
      });
      const approvalId = asked.meta.approval?.id ?? "";
      const approving = admin.approvals.approve(approvalId).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 3 + round * 7));
      server.child.kill("SIGKILL");
      await approving;

      server = await start();
      admin = adminOf(server);
      let approval = await admin.approvals.wait(approvalId, { seconds: 1 });
      ends[approval.status] = (ends[approval.status] ?? 0) + 1;
      const versionNow = async () =>
        (
          await admin.tools.execute<{ version: number }>("confluence_get_page", {
            connectionId,
            arguments: { pageId: id, detail: "summary" },
          })
        ).data?.version;
      if (approval.status === "pending") {
        // The yes itself was not on disk: nothing was sent, and it can be said again.
        expect(await versionNow()).toBe(1);
        approval = await admin.approvals.approve(approvalId);
      }
      expect(approval.status, `round ${round}`).toBe("done");
      expect(await versionNow(), `round ${round}`).toBe(2);
      const runs = (await admin.calls.list({ approvalId, limit: 20 })).items.filter(({ outcome }) => outcome === "ok");
      expect(runs, `round ${round}`).toHaveLength(1);
    }
    expect(await admin.calls.verify()).toMatchObject({ ok: true });
    // Rounds that end only one way would have killed at one step only.
    expect(ends.done ?? 0).toBeGreaterThan(0);
  }, 120_000);
});
