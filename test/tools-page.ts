import { type PermissionGroup, permissionGroups } from "../packages/server/src/base/permissions.ts";
import { scopesOf } from "../packages/server/src/connections/scope-doctor.ts";
import { catalogue, compatibilityTools } from "../packages/server/src/tools/catalogue.ts";
import { type JsonSchema, schemasOf } from "../packages/server/src/tools/input-schema.ts";
import type { Tool } from "../packages/server/src/tools/tool.ts";
import type { Json, OpenSite } from "./open-site.ts";
import { shortJson } from "./short-json.ts";
import { exampleOn } from "./tools/own-examples.ts";

/** The page docs/tools.md: what the catalogue says of itself, and what every example answers on a fresh demo site. */
export async function toolsPage(site: OpenSite): Promise<string> {
  const fresh = site.emulator.admin.snapshot();
  const sections = new Map<string, string[]>();
  for (const tool of catalogue) {
    site.emulator.admin.restore(fresh);
    const heading = headingOf(tool);
    sections.set(heading, [...(sections.get(heading) ?? []), await describeTool(site, tool)]);
  }
  const headings = [...sections.keys()].sort((a, b) => groupRank(a) - groupRank(b));
  return `# Tools

All ${catalogue.length} tools an agent can call, with what each takes, needs and does. This page is made from the catalogue (\`npm run docs\`); every example was run on a fresh demo site, and what it answered stands below it, lists and long texts cut.

- **References**: wherever a page is asked for, its id, its URL, a tiny link or \`SPACE:Title\` will do; wherever a space, its id or key. Answers carry ids and a web address.
- **Bodies** are Markdown unless \`format\` says otherwise: see [what becomes what](format.md).
- **Lists** are \`{items, cursor?}\`. Pass \`cursor\` back for more; it carries the whole query.
- **Long answers** are cut at about 8,000 tokens; \`meta.next\` goes to \`confluence_read_more\`.
- **Writes** also take \`dryRun\`, which shows what would change and sends nothing, and \`reason\`, for whoever approves or reviews it. What can be undone is undone by the call's id: see [permissions](permissions.md).
- **Arguments** a tool does not have are errors that name the nearest one. Lists and objects may come as JSON text, numbers and booleans as text.
- **Scopes** are all a tool may use; a tool with several kinds of content needs only those of the kind at hand.

${headings.map((heading) => `- [${heading}](#${anchor(heading)})`).join("\n")}
- [Names of other toolkits](#names-of-other-toolkits)

${headings.map((heading) => `## ${heading}\n\n${(sections.get(heading) ?? []).join("\n")}`).join("\n")}
${compatibility()}`;
}

const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

const groupRank = (heading: string) => {
  const rank = permissionGroups.findIndex((group) => heading.startsWith(group));
  return rank < 0 ? permissionGroups.length : rank;
};

/** Nouns of the biggest groups, by what the names say; the first that fits. */
const nouns: [PermissionGroup, RegExp, string][] = [
  ["Pages", /blog_post/, "blog posts"],
  ["Pages", /comment/, "comments"],
  ["Pages", /template/, "templates"],
  ["Pages", /propert/, "properties"],
  ["Pages", /(?<!for)_labels?$/, "labels"],
  ["Pages", /restriction|task|watch|state/, "restrictions, tasks, watching, states"],
  [
    "Pages",
    /whiteboard|database|folder|smart_link|_content$|list_children/,
    "whiteboards, databases, folders, smart links",
  ],
  ["Spaces", /propert/, "properties"],
];

const keptForCallers = /read_more|get_call|get_approval/;

function headingOf({ name, group }: Tool): string {
  if (keptForCallers.test(name)) return "Calls and results";
  if (/api_call/.test(name)) return "Any other request";
  const [, , noun] = nouns.find(([of, fits]) => of === group && fits.test(name)) ?? [];
  return noun === undefined ? group : `${group}: ${noun}`;
}

async function describeTool(site: OpenSite, tool: Tool): Promise<string> {
  const args = await exampleOn(site, tool);
  const answer = await site.call(tool.name, args, { maxCharacters: 0 });
  if (answer.error !== null) throw new Error(`the example of ${tool.name}: ${answer.error.message}`);
  return `### ${tool.name}

${tool.description}

${await factsOf(site, tool, answer.meta)}

${parameterTable(schemasOf(tool).input)}
\`\`\`json
${printed(args)}
\`\`\`

answers

\`\`\`json
${printed(answer.data)}
\`\`\`
`;
}

async function factsOf(site: OpenSite, tool: Tool, meta: Json): Promise<string> {
  const scopes = scopesOf(tool);
  const { effect } = tool;
  const { undo } = effect === "read" ? { undo: null } : await site.app.store.calls.get(meta.callId);
  const steps = [...new Set(((undo ?? []) as { tool: string }[]).map((step) => `\`${step.tool}\``))];
  const undone =
    meta.undoable === undefined ? "" : steps.length > 0 ? `undone by ${steps.join(", ")}` : "cannot be undone";
  const does =
    tool.name === "confluence_api_call"
      ? "Reads, writes or deletes, as the operation does"
      : { read: "Reads", write: "Writes", delete: "Deletes" }[effect];
  return [
    [does, undone, tool.idempotent && effect !== "read" ? "twice is as once" : ""].filter(Boolean).join("; "),
    scopes.length === 0 || scopes.length > 40 ? "" : `Scopes: ${scopes.map((scope) => `\`${scope}\``).join(", ")}`,
  ]
    .filter(Boolean)
    .map((line) => `${line}.`)
    .join(" ");
}

function parameterTable({ properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties as Record<string, JsonSchema>)
    .filter(([name]) => name !== "dryRun" && name !== "reason")
    .map(([name, schema]) => {
      const needed = (required as string[]).includes(name) ? "required" : usual(schema);
      return `| \`${name}\` | ${typeOf(schema)} | ${needed} | ${cell(String(schema.description ?? ""))} |`;
    });
  return rows.length === 0
    ? ""
    : `| parameter | type | default | what |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
}

const cell = (text: string) => text.replaceAll("|", "\\|");

const usual = ({ default: value }: JsonSchema) => (value === undefined ? "" : `\`${JSON.stringify(value)}\``);

function typeOf({ type, enum: values, items }: JsonSchema): string {
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(" ");
  return type === "array" ? `list of ${typeOf(items as JsonSchema)}` : String(type);
}

/** What differs from run to run, as something that does not: ids of calls and requests, and how long they took. */
function printed(value: unknown): string {
  return shortJson(value)
    .replace(/\b(call|apr|rest|agt|conn)_[0-9a-z]{20}(\.\w+)?/g, "$1_1m7x0000000000000000")
    .replace(/("(?:atl-traceid|atl-request-id|x-trace-id)": )"[^"]*"/g, '$1"8571ba7c7b284efc81ac2d1370634587"')
    .replace(/("x-confluence-request-time": )"\d+"/, '$1"17"')
    .replace(/("durationMs": )[\d.]+/g, (_, name) => `${name}12.5`);
}

function compatibility(): string {
  const shown = compatibilityTools.filter(({ name }) => /^CONFLUENCE_|(?<!_tool)$/.test(name) && !isLowerOf(name));
  const rows = shown.map((tool) => {
    const { properties = {}, required = [] } = schemasOf(tool).input as { properties?: object; required?: string[] };
    const parameters = Object.keys(properties).map((name) => `\`${name}\`${required.includes(name) ? "" : "?"}`);
    return `| \`${tool.name}\` | \`${tool.aliasOf}\` | ${parameters.join(", ")} |`;
  });
  return `## Names of other toolkits

What was built for other toolkits can go on calling their names. Each runs a tool of the catalogue with its own parameters, in the same envelope, and is judged, recorded and undone as that tool: it is no way round a policy. They are not in the list of tools.

- Names in capitals may also be written in lower case, the others also with \`_tool\` at the end. Where the catalogue has a tool of the same name in lower case, its own parameters come first; arguments that only the other toolkit's tool takes are taken as its.
- \`start\` and \`limit\` page by offset; an answer says \`nextStart\` while there is more.
- \`body\` may be \`{storage: {value}}\`, \`{value, representation}\` or text: with elements it is storage format, without them plain text.
- A dry run is asked for beside the arguments (\`dryRun\` of the request): these tools take exactly the parameters listed.

| name | runs | parameters (? may be left out) |
| --- | --- | --- |
${rows.join("\n")}
`;
}

const isLowerOf = (name: string) =>
  name.startsWith("confluence_") && compatibilityTools.some((tool) => tool.name === name.toUpperCase());
