import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { markdownToStorage, storageToText } from "@tributary/storage-format";
import { passagesOf, type SearchDocument } from "../../search/index.ts";
import { listField, readFrontMatter, textField } from "./front-matter.ts";
import { headingText } from "./heading-text.ts";
import type { MarkdownFile } from "./list-files.ts";

/** Raise it when passages come out differently. */
export const formatVersion = 1;

/** A file as a document: its front matter says title, tags, author and dates where it says anything. */
export function markdownDocument(sourceId: string, root: string, file: MarkdownFile, text: string): SearchDocument {
  const { fields, body } = readFrontMatter(text);
  const { passages } = storageToText(markdownToStorage(body).storage);
  const [, line = ""] = /^#\s+(.+)$/m.exec(body) ?? [];
  const heading = headingText(line) || undefined;
  const author = textField(fields, "author", "authors");
  const time = (...names: string[]) => {
    const at = Date.parse(textField(fields, ...names) ?? "");
    return Number.isNaN(at) ? undefined : at;
  };
  const modifiedAt = time("updated", "modified", "lastmod") ?? file.modifiedAt;
  return {
    sourceId,
    id: file.path,
    kind: "file",
    title: textField(fields, "title") ?? heading ?? basename(file.path).replace(/\.\w+$/, ""),
    url: pathToFileURL(join(root, file.path)).href,
    ...(author !== undefined && { author: { id: author, name: author } }),
    editors: [],
    createdAt: time("date", "created") ?? modifiedAt,
    modifiedAt,
    version: file.modifiedAt,
    labels: listField(fields, "tags", "labels", "keywords"),
    ancestors: foldersOf(file.path),
    attachments: [],
    readRestrictions: [],
    passages: passagesOf(passages),
    formatVersion,
  };
}

function foldersOf(path: string): { id: string; title: string }[] {
  const folder = dirname(path);
  if (folder === ".") return [];
  const names = folder.split("/");
  return names.map((title, at) => ({ id: `${names.slice(0, at + 1).join("/")}/`, title }));
}
