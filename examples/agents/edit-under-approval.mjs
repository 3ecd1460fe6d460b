// An agent edits a page under approval. The model is a function here: put any other in its place (docs/agents.md).
import assert from "node:assert/strict";
import { createToolkit, Tributary } from "@tributary/sdk";

const server = { baseUrl: process.env.TRIBUTARY_URL, apiKey: process.env.TRIBUTARY_API_KEY };
const person = new Tributary(server);
const [connection] = await person.connections.list({ status: "active" });

// The agent may read and write pages, and a person says yes to each write.
const { id, apiKey } = await person.agents.create({
  name: "Scribe",
  connectionIds: [connection.id],
  policy: { groups: { Pages: { level: "write", requireApproval: true }, Search: { level: "read" } } },
});
const agent = new Tributary({ ...server, apiKey });
const toolkit = createToolkit(agent, { toolsets: ["Pages", "Search"], waitSeconds: 60 });

const pageId = "ENG:Runbook: Journal lag";
const bodyNow = async () => (await person.tools.execute("confluence_get_page", { arguments: { pageId } })).data.body;
const before = await bodyNow();

// What a model would ask for, turn by turn, after what it was told.
function model(told) {
  if (told.length === 0) {
    return [
      { id: "1", name: "confluence_search", arguments: { query: "journal lag" } },
      { id: "2", name: "confluence_get_page", arguments: { pageId } },
    ];
  }
  if (told.length > 2) return [];
  const operations = [{ op: "append", content: "Checked today." }];
  return [{ id: "3", name: "confluence_edit_page", arguments: { pageId, operations } }];
}

async function decide() {
  for (;;) {
    const { items } = await person.approvals.list({ status: "pending" });
    const asked = items.find((approval) => approval.agent.id === id);
    if (asked !== undefined) {
      console.log(`${asked.agent.name} asks: ${asked.preview.summary}\n${asked.preview.changes[0].diff}`);
      return person.approvals.approve(asked.id, { comment: "Fine" });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function converse() {
  const told = [];
  for (;;) {
    const calls = model(told);
    if (calls.length === 0) return told;
    told.push(...(await toolkit.runAll(calls)));
  }
}

const [told, approved] = await Promise.all([converse(), decide()]);
assert.deepEqual(
  told.map(({ failed }) => failed),
  [false, false, false],
);
assert.match(await bodyNow(), /Checked today\./);

// The record knows who did it and who said yes, and takes it back.
const call = await person.calls.get(approved.runCallId);
assert.equal(call.caller.name, "Scribe");
assert.equal(approved.decidedBy !== null, true);
assert.equal((await person.calls.undo(call.id)).successful, true);
assert.equal(await bodyNow(), before);
await person.agents.delete(id);
console.log("Edited, on record, undone.");
