import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenSite, openSite } from "../open-site.ts";
import { connectClient, eras, newAgentKey } from "./connect-client.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

type Json = Record<string, never> & { meta: { callId: string; undoable?: boolean } };

describe.each(eras)("the first story, told by a %s client", (era) => {
  it("connects, finds, reads, edits under approval, sees the record, and it is undone", async () => {
    const { apiKey } = await newAgentKey(site, {
      groups: {
        Pages: { level: "write", requireApproval: true },
        Search: { level: "read" },
        Spaces: { level: "read" },
        Users: { level: "read" },
      },
    });
    const client = await connectClient(site, apiKey, {
      era,
      options: { capabilities: { elicitation: { url: {} } } },
      prepare: (made) =>
        made.setRequestHandler("elicitation/create", async ({ params }) => {
          const id = /apr_\w+/.exec((params as { url: string }).url)?.[0] ?? "";
          await site.app.door.approve({ id: "mbr_test", name: "Test" }, id, {});
          return { action: "accept" };
        }),
    });
    const call = async (name: string, args: Record<string, unknown>) => {
      const answer = await client.callTool({ name, arguments: args });
      expect(answer.isError, JSON.stringify(answer.content)).not.toBe(true);
      return answer.structuredContent as unknown as Json;
    };
    const { items } = (await call("confluence_search_cql", { cql: 'title = "Runbook: Journal lag"' })) as never as {
      items: { id: string }[];
    };
    const pageId = items[0]?.id;
    const before = (await call("confluence_get_page", { pageId })) as never as { version: number; body: string };
    const edited = await call("confluence_update_page", {
      pageId,
      body: `${before.body}\n\nChecked by a ${era} client.`,
      reason: "the runbook was checked",
    });
    expect(edited).toMatchObject({ version: before.version + 1, meta: { approval: { status: "done" } } });
    const record = await call("confluence_execute_read", {
      tool: "confluence_get_call",
      arguments: { callId: edited.meta.callId },
    });
    expect(record).toMatchObject({ surface: "mcp", tool: "confluence_update_page", outcome: "ok" });
    await site.app.door.undo(site.admin, edited.meta.callId, { surface: "test" });
    expect(await call("confluence_get_page", { pageId })).toMatchObject({ body: before.body });
    await client.close();
  });
});
