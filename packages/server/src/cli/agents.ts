import type { Agent } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";

const list = defineCommand({
  meta: { name: "list", description: "List agents" },
  args: clientArgs,
  run: ({ args }) =>
    run(args.json, async () => {
      const items = await connectClient(args).agents.list();
      print(args.json ?? false, { items }, () =>
        items.length === 0 ? "There is no agent: make one with `tributary agents create NAME`." : table(items),
      );
    }),
});

const create = defineCommand({
  meta: { name: "create", description: "Make an agent, and print its API key, which is shown this once" },
  args: {
    name: { type: "positional", description: "What people call it", required: true },
    profile: {
      type: "enum",
      options: ["read-only", "documentation-manager", "full-access"],
      description: "What it may do",
      default: "read-only",
    },
    connection: {
      type: "string",
      description: "Connections it may use: ids with commas between (default: the only active one)",
    },
    spaces: {
      type: "string",
      description: "Only these spaces: keys with commas between (default: all but personal ones)",
    },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const active = (await client.connections.list()).filter(({ status }) => status === "active").map(({ id }) => id);
      const connectionIds = args.connection?.split(",") ?? (active.length === 1 ? active : []);
      const agent = await client.agents.create({
        name: args.name,
        profile: args.profile,
        connectionIds,
        ...(args.spaces !== undefined && { spaces: args.spaces.split(",") }),
      });
      print(args.json ?? false, agent, () =>
        [
          columns([
            [paint("green", "Made"), `${agent.name} (${agent.id}), ${args.profile}`],
            ["API key", agent.apiKey],
            ["Connections", connectionIds.length === 0 ? "none yet" : connectionIds.join(", ")],
          ]),
          ...(connectionIds.length > 0
            ? []
            : [
                "It can reach nothing until it is given one: in the dashboard, or with --connection (`tributary connections`).",
              ]),
        ].join("\n"),
      );
    }),
});

const remove = defineCommand({
  meta: { name: "remove", description: "Remove an agent; its keys stop working at once" },
  args: { id: { type: "positional", description: "The agent (agt_…)", required: true }, ...clientArgs },
  run: ({ args }) =>
    run(args.json, async () => {
      await connectClient(args).agents.delete(args.id);
      print(args.json ?? false, { id: args.id, removed: true }, () => `${args.id} was removed.`);
    }),
});

const table = (items: readonly Agent[]) =>
  columns([
    ["agent", "name", "may", "connections"].map((head) => paint("dim", head)),
    ...items.map(({ id, name, policy, connectionIds }) => [
      id,
      name,
      Object.entries(policy.groups)
        .filter(([, { level }]) => level !== "disabled")
        .map(([group, { level }]) => `${level} ${group}`)
        .join(", "),
      connectionIds.join(", ") || "–",
    ]),
  ]);

export const agents = defineCommand({
  meta: { name: "agents", description: "List, make or remove agents: callers with a key and a policy of their own" },
  subCommands: { list, create, remove },
});
