import { listField, readFrontMatter, textField } from "../../sync/markdown/front-matter.ts";
import { headingText } from "../../sync/markdown/heading-text.ts";

/** A page as a Markdown file: front matter, then the body. */
export type PageFile = {
  title: string;
  /** Of the page it was exported from. */
  id?: string;
  version?: number;
  labels: string[];
  body: string;
};

export function writePageFile({ title, id, version, labels, body }: PageFile): string {
  const lines = [
    `title: ${JSON.stringify(title)}`,
    ...(id === undefined ? [] : [`id: ${JSON.stringify(id)}`]),
    ...(version === undefined ? [] : [`version: ${version}`]),
    ...(labels.length === 0 ? [] : [`labels: [${labels.map((label) => JSON.stringify(label)).join(", ")}]`]),
  ];
  return `---\n${lines.join("\n")}\n---\n\n${body}${body === "" || body.endsWith("\n") ? "" : "\n"}`;
}

/** Also a file somebody wrote by hand: the title is that of the front matter, else its first heading, else its name. */
export function readPageFile(text: string, name: string): PageFile {
  const { fields, body } = readFrontMatter(text);
  const [, line = ""] = /^\s*#\s+(.+)/.exec(body) ?? [];
  const heading = headingText(line) || undefined;
  const title = textField(fields, "title");
  const id = textField(fields, "id");
  const version = Number(textField(fields, "version"));
  const rest = title === undefined && heading !== undefined ? body.replace(/^\s*#\s+.*\n?/, "") : body;
  return {
    title: title ?? heading ?? name.replace(/\.md$/, ""),
    ...(id !== undefined && { id }),
    ...(version > 0 && { version }),
    labels: listField(fields, "labels", "tags"),
    body: rest.replace(/^\n+/, ""),
  };
}
