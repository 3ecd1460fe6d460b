import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { wrap } from "./help.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";

const list = defineCommand({
  meta: { name: "list", description: "List tools" },
  args: {
    search: { type: "string", description: "Only tools about these words" },
    group: { type: "string", description: "Only tools of this group: Pages, Spaces, Search, Attachments, Users" },
    effect: { type: "enum", options: ["read", "write", "delete"], description: "Only tools of this effect" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const tools = await connectClient(args).tools.get({
        ...(args.search !== undefined && { search: args.search }),
        ...(args.group !== undefined && { toolsets: [args.group as "Pages"] }),
        ...(args.effect !== undefined && { effect: args.effect }),
      });
      print(args.json ?? false, { tools }, () =>
        tools.length === 0
          ? "There is no such tool among those this key may use."
          : columns(tools.map(({ name, group, effect, title }) => [paint("bold", name), group, effect, title])),
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
        const schema = tool.inputSchema as Schema;
        const { required = [] } = schema;
        const rows = parametersOf(schema).map(([name, one, needed]) => [
          `  ${paint("bold", name)}${needed ? " (needed)" : ""}`,
          typeInWords(one),
          `${one.description ?? ""}${one.default === undefined ? "" : ` Default: ${JSON.stringify(one.default)}.`}`,
        ]);
        return [
          `${paint("bold", tool.name)}: ${tool.title} (${tool.group}, ${tool.effect})`,
          wrap(tool.description, 0),
          rows.length === 0 ? "It takes no parameters." : `Parameters\n${columns(rows)}`,
          `Run it with\n  ${["tributary call", tool.name, ...required.map((name) => `${name}=…`)].join(" ")}`,
        ].join("\n\n");
      });
    }),
});

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  default?: unknown;
};

/** The parameters of a tool, and below one that is an object or a list of them, what stands in those. */
function parametersOf({ properties = {}, required = [] }: Schema, before = ""): [string, Schema, boolean][] {
  return Object.entries(properties).flatMap(([name, one]) => {
    const row: [string, Schema, boolean] = [before + name, one, required.includes(name)];
    if (one.properties !== undefined) return [row, ...parametersOf(one, `${before}${name}.`)];
    if (one.items?.properties !== undefined) return [row, ...parametersOf(one.items, `${before}${name}[].`)];
    return [row];
  });
}

/** What a parameter takes, in a word: `string`, `markdown|storage`, `list of string`. */
function typeInWords({ type, enum: values, const: only, items, anyOf, oneOf }: Schema): string {
  if (values !== undefined) return values.join("|");
  if (only !== undefined) return String(only);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeInWords))].join("|");
  if (type === "array") return `list of ${items === undefined ? "anything" : typeInWords(items)}`;
  return type === undefined ? "anything" : [type].flat().join("|");
}

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
