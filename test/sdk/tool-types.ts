import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { catalogue } from "../../packages/server/src/tools/catalogue.ts";
import { schemasOf } from "../../packages/server/src/tools/input-schema.ts";

type Schema = {
  type?: string | string[];
  description?: string;
  default?: unknown;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

const root = join(import.meta.dirname, "../..");
export const toolTypesFile = join(root, "packages/sdk/src/tool-types.ts");

/** The source of the SDK's types of all listed tools, made from the schemas the server checks by. */
export function toolTypes(): string {
  const entries = catalogue.map((tool) => {
    const { input, output } = schemasOf(tool);
    return `\n/** ${tool.title}. */\n${tool.name}: { input: ${typeOf(input)}; output: ${typeOf(output)} };`;
  });
  const source = [
    "// Generated from the server's catalogue by test/sdk/tool-types.ts: `npm run docs` writes it anew.",
    "",
    "/** What each tool takes and gives, by its name. Names that are not listed, of other toolkits, are called untyped. */",
    `export type ToolTypes = { ${entries.join("\n")} };`,
    "",
  ].join("\n");
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "format", `--stdin-file-path=${toolTypesFile}`];
  return execFileSync(process.execPath, args, { cwd: root, input: source, encoding: "utf8" });
}

function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map((one) => `(${typeOf(one)})`).join(" | ");
  if (schema.allOf !== undefined) return schema.allOf.map((one) => `(${typeOf(one)})`).join(" & ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "object":
      return objectType(schema);
    case "array":
      return `(${typeOf(schema.items ?? {})})[]`;
    case "integer":
      return "number";
    case "string":
    case "number":
    case "boolean":
    case "null":
      return schema.type;
    default:
      return "unknown";
  }
}

function objectType({ properties = {}, required = [] }: Schema): string {
  const fields = Object.entries(properties).map(([name, one]) => {
    const usual = one.default === undefined ? "" : ` Default: ${JSON.stringify(one.default)}.`;
    const text = `${one.description ?? ""}${usual}`.trim().replaceAll("*/", "*\\/");
    const comment = text === "" ? "" : `\n/** ${text} */\n`;
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return `${comment}${key}${required.includes(name) ? "" : "?"}: ${typeOf(one)};`;
  });
  return fields.length === 0 ? "Record<string, unknown>" : `{ ${fields.join(" ")} }`;
}
