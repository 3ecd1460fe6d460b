// What agents of different policies are offered, and that nothing more is done for them when they ask all the same.
import assert from "node:assert/strict";
import { Tributary } from "@tributary/sdk";

const server = { baseUrl: process.env.TRIBUTARY_URL, apiKey: process.env.TRIBUTARY_API_KEY };
const person = new Tributary(server);
const [connection] = await person.connections.list({ status: "active" });

for (const profile of ["read-only", "documentation-manager", "full-access"]) {
  const { id, apiKey } = await person.agents.create({ name: profile, profile, connectionIds: [connection.id] });
  const agent = new Tributary({ ...server, apiKey });
  const offered = await agent.tools.get();
  const all = await person.agents.tools(id);
  console.log(`${profile}: ${offered.length} of ${all.length} tools`);

  for (const { name, standing, reason, depends } of all) {
    assert.equal(
      offered.some((tool) => tool.name === name),
      standing !== "refused",
    );
    if (standing !== "refused" || depends) continue;
    const tool = await person.tools.describe(name);
    const asked = await agent.tools.execute(name, { arguments: exampleOf(tool.inputSchema) });
    assert.equal(asked.successful, false, `${profile} could run ${name}, which is refused because ${reason}`);
  }
  await person.agents.delete(id);
}

// Arguments of the right kinds: what is refused must be so whatever they are.
function exampleOf({ properties = {}, required = [] }) {
  const values = { string: "1", integer: 1, number: 1, boolean: true, array: [], object: {} };
  return Object.fromEntries(
    required.map((name) => [name, properties[name].enum?.[0] ?? values[properties[name].type] ?? "1"]),
  );
}
