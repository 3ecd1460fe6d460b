import { conversionTable } from "@tributary/storage-format";

/** The page docs/format.md, made by running the converter on one example of everything it knows. */
export function formatPage(): string {
  return `# What becomes what

Confluence stores pages in its storage format; agents and people read and write Markdown. This page is made by running the converter (\`npm run docs\`), so it says what really happens.

- **Reading** loses no text: also what a reader sees but the text does not hold (status, dates, titles of panels, links without a text of their own). No parameter, id or tag shows through.
- **Writing back** a page changes only what changed: every block whose Markdown is as it was keeps its bytes, with its macros, ids and inline comments. A macro without text is one short line with a handle, such as \`{{toc #…}}\`, and becomes the macro again, byte for byte.
- **Writing anew** makes well-formed storage within what Confluence's editor accepts.

From the command line, for files, folders and standard input:

\`\`\`sh run
echo '# Title' | npx tributary convert --from markdown --to storage
\`\`\`

Formats in: \`markdown\`, \`storage\`, \`html\`, \`text\`, \`adf\`, \`wiki\`. Formats out: \`markdown\`, \`storage\`, \`html\`, \`text\`, \`adf\`.

${conversionTable().map(section).join("\n")}`;
}

function section({
  name,
  storage,
  markdown,
  written,
}: {
  name: string;
  storage: string;
  markdown: string;
  written: string;
}): string {
  const same = written === storage;
  return `## ${name}

Stored

${fenced("xml", storage)}

Markdown

${fenced("markdown", markdown)}

${
  same
    ? "Written anew it is stored the same way.\n"
    : `Written anew

${fenced("xml", written)}
`
}`;
}

/** A fence longer than any run of backticks inside. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
