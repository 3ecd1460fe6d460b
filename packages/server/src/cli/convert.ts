import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { type ConvertFrom, type ConvertTo, convertBody, extensions, formatsIn, formatsOut } from "./convert-body.ts";
import { print } from "./output.ts";
import { run } from "./run.ts";

type Converted = { file: string; to?: string; problems: string[] };

export const convert = defineCommand({
  meta: {
    name: "convert",
    description: "Convert bodies between Markdown, storage format, HTML, text, ADF and wiki markup",
  },
  args: {
    input: { type: "positional", description: "File, folder, or - for standard input", default: "-" },
    from: {
      type: "enum",
      options: [...formatsIn],
      description: "Format of the input, where the file's ending does not say it",
    },
    to: { type: "enum", options: [...formatsOut], description: "Format of the output", required: true },
    out: { type: "string", description: "File or folder to write to (default: standard output; needed for a folder)" },
    json: { type: "boolean", description: "Print JSON" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const { to, from } = args;
      if (args.input !== "-" && isFolder(args.input)) {
        convertFolder(args.input, from, to, args.out, args.json ?? false);
        return;
      }
      const source = args.input === "-" ? await text(process.stdin) : readFileSync(args.input, "utf8");
      const { body, diagnostics } = convertBody(source, from ?? guess(args.input), to);
      const problems = diagnostics.map(inWords);
      for (const problem of args.json ? [] : problems) process.stderr.write(`${args.input}:${problem}\n`);
      if (args.out !== undefined) write(args.out, body);
      if (args.json) print(true, { body, diagnostics }, () => "");
      else if (args.out === undefined) process.stdout.write(body.endsWith("\n") ? body : `${body}\n`);
      if (diagnostics.some(({ severity }) => severity === "error")) process.exitCode = 5;
    }),
});

/** Every file of the format, under the same names with the other ending. One that fails does not stop the others. */
function convertFolder(
  folder: string,
  from: ConvertFrom | undefined,
  to: ConvertTo,
  out: string | undefined,
  json: boolean,
): void {
  if (out === undefined)
    throw new TributaryError("invalid_input", "A folder needs a place to write to.", { hint: "Pass --out FOLDER." });
  const results: Converted[] = [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of files) {
    const file = join(entry.parentPath, entry.name);
    const format = from ?? formatOf(file);
    if (format === undefined || (from !== undefined && formatOf(file) !== from)) continue;
    const { body, diagnostics } = convertBody(readFileSync(file, "utf8"), format, to);
    const target = join(out, relative(folder, file).slice(0, -extname(file).length) + extensions[to]);
    write(target, body);
    results.push({ file, to: target, problems: diagnostics.map(inWords) });
    if (process.stderr.isTTY) process.stderr.write(`\r${results.length} of ${files.length} files`);
  }
  if (process.stderr.isTTY) process.stderr.write("\n");
  const bad = results.filter(({ problems }) => problems.length > 0);
  print(json, { converted: results.length, files: results }, () =>
    [
      `${results.length} files converted to ${out}`,
      ...bad.flatMap(({ file, problems }) => problems.map((p) => `${file}:${p}`)),
    ].join("\n"),
  );
}

function write(file: string, body: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, body);
}

function guess(file: string): ConvertFrom {
  const format = formatOf(file);
  if (format !== undefined) return format;
  throw new TributaryError(
    "invalid_input",
    file === "-" ? "The format of standard input is not known." : `The format of ${file} is not known by its ending.`,
    {
      hint: `Pass --from with one of ${formatsIn.join(", ")}.`,
    },
  );
}

const formatOf = (file: string) => formatsIn.find((format) => extensions[format] === extname(file).toLowerCase());

const inWords = ({
  line,
  column,
  severity,
  message,
}: {
  line: number;
  column: number;
  severity: string;
  message: string;
}) => `${line}:${column}: ${severity}: ${message}`;

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw new TributaryError("not_found", `There is no file ${path}.`, {
      hint: "Pass a file, a folder, or - for standard input.",
      cause,
    });
  }
}
