import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";

const list = defineCommand({
  meta: { name: "list", description: "List tools" },
  args: {
    search: { type: "string", description: "Only tools about these words" },
    group: { type: "string", description: "Only tools of this group: Pages, Spaces, Search, Attachments, Users" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const tools = await connectClient(args).tools.get({
        ...(args.search !== undefined && { search: args.search }),
        ...(args.group !== undefined && { toolsets: [args.group as "Pages"] }),
      });
      print(args.json ?? false, { tools }, () =>
        columns(tools.map(({ name, group, effect, title }) => [paint("bold", name), group, effect, title])),
      );
    }),
});

const show = defineCommand({
  meta: { name: "show", description: "Show a tool and its parameters" },
  args: { name: { type: "positional", description: "Name of the tool", required: true }, ...clientArgs },
  run: ({ args }) =>
    run(args.json, async () => {
      const tool = await connectClient(args).tools.describe(args.name);
      print(args.json ?? false, tool, () => {
        const schema = tool.inputSchema as {
          properties?: Record<string, { type?: string; description?: string; default?: unknown }>;
          required?: string[];
        };
        const rows = Object.entries(schema.properties ?? {}).map(
          ([name, { type = "", description = "", default: usual }]) => [
            `  ${paint("bold", name)}${schema.required?.includes(name) ? " (needed)" : ""}`,
            type,
            `${description}${usual === undefined ? "" : ` Default: ${JSON.stringify(usual)}.`}`,
          ],
        );
        return `${paint("bold", tool.name)}: ${tool.title} (${tool.group}, ${tool.effect})\n\n${tool.description}\n\n${rows.length === 0 ? "It takes no parameters." : `Parameters\n${columns(rows)}`}`;
      });
    }),
});

const agent = defineCommand({
  meta: {
    name: "agent",
    description: "Show what an agent could do: each tool, allowed, with approval, or refused and why",
  },
  args: { id: { type: "positional", description: "The agent (agt_…)", required: true }, ...clientArgs },
  run: ({ args }) =>
    run(args.json, async () => {
      const items = await connectClient(args).agents.tools(args.id);
      const words = { allowed: "allowed", needs_approval: "with approval", refused: "refused" };
      print(args.json ?? false, { items }, () =>
        columns(items.map(({ name, standing, reason }) => [paint("bold", name), words[standing], reason])),
      );
    }),
});

export const tools = defineCommand({
  meta: { name: "tools", description: "List the tools, or show one" },
  subCommands: { list, show, agent },
});
