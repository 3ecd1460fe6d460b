import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ToolOutput, Tributary } from "@tributary/sdk";
import { TributaryError } from "@tributary/sdk";
import { storageToMarkdown } from "@tributary/storage-format";
import { allItems, runTool, type Through } from "../run-tool.ts";
import { attachmentFileNames, childrenFolder, fileNameOf, filesFolder } from "./file-names.ts";
import { hashOf, readState, stateFolder, writeState, writeWhole } from "./kept-state.ts";
import { writePageFile } from "./page-file.ts";
import { relativeLink } from "./page-links.ts";

export type ExportRequest = {
  client: Tributary;
  through: Through;
  /** A space (key or id) or a page (id, URL, SPACE:Title). */
  from: string;
  folder: string;
  /** Also look again at pages whose version is the one that was exported. */
  all: boolean;
  /** Write over files that were edited since they were exported. */
  force: boolean;
  onProgress?: (done: number, total: number, title: string) => void;
};

export type Problem = { file: string; code: string; message: string };

export type Exported = {
  folder: string;
  pages: number;
  written: number;
  unchanged: number;
  attachments: number;
  /** Files edited since the last export, which were left alone. */
  edited: string[];
  problems: Problem[];
};

type ExportedPage = {
  file: string;
  version: number;
  hash: string;
  attachments: Record<string, number>;
  /** The files of attachments that could not have their own name. */
  names?: Record<string, string>;
};
type State = { root: string; pages: Record<string, ExportedPage> };
type Page = ToolOutput<"confluence_list_pages">["items"][number];
type Root = { spaceId: string; spaceKey: string; page?: Page["id"] };

const stateName = "export.json";
const atOnce = 4;

/** The storage a page's file was made from: what is imported unedited is then imported byte for byte. */
export const storageFile = (folder: string, pageId: string) => join(folder, stateFolder, "storage", `${pageId}.xml`);

/** Writes a space or a tree of pages as Markdown files. What is there from a run before is not fetched again. */
export async function exportTree(request: ExportRequest): Promise<Exported> {
  const { client, through, folder } = request;
  const root = await findRoot(request);
  const pages = await listPages(request, root);
  const files = layOut(pages, root);
  const state = readState<State>(folder, stateName) ?? { root: root.page ?? root.spaceId, pages: {} };
  checkSameRoot(state, root, folder);
  const result: Exported = {
    folder,
    pages: files.size,
    written: 0,
    unchanged: 0,
    attachments: 0,
    edited: [],
    problems: [],
  };
  const byTitle = new Map(pages.map(({ title, id }) => [title, files.get(id)]));
  const todo = pages.filter(({ id }) => files.has(id));
  const queue = [...todo];
  const wanted = new Set(files.values());
  const owners = new Map(Object.entries(state.pages).map(([id, { file }]) => [file, id]));
  const standing = new Map(todo.map((page) => [page.id, standingOf(request, state, page, files.get(page.id))]));
  let done = 0;

  const exportOne = async (page: Page): Promise<void> => {
    const file = files.get(page.id) ?? "";
    try {
      await exportPage(page, file);
    } catch (thrown) {
      if (!(thrown instanceof TributaryError) || isFatal(thrown)) {
        // Nor do those that run beside it begin another.
        queue.length = 0;
        throw thrown;
      }
      result.problems.push({ file, code: thrown.code, message: thrown.message });
    }
    request.onProgress?.(++done, todo.length, page.title);
  };

  const exportPage = async (page: Page, file: string): Promise<void> => {
    const before = state.pages[page.id];
    const path = join(folder, file);
    const stands = standing.get(page.id);
    if (stands === "same") {
      result.unchanged++;
      return;
    }
    if (stands === "edited") {
      result.edited.push(before?.file ?? file);
      return;
    }
    const owner = owners.get(file);
    if (owner !== undefined && owner !== page.id && standing.get(owner) === "edited")
      throw inTheWay(`${file} was edited as the file of another page`);
    const [{ body: storage = "", version }, { items: labels }, attached] = await Promise.all([
      runTool(client, through, "confluence_get_page", { pageId: page.id, format: "storage" }),
      runTool(client, through, "confluence_list_labels", { contentId: page.id, contentType: "page" }),
      listAttachments(page.id),
    ]);
    const had = before?.attachments ?? {};
    const kept = Object.fromEntries(Object.keys(had).map((title) => [title, before?.names?.[title] ?? title]));
    const names = attachmentFileNames(
      attached.map(({ title }) => title),
      kept,
    );
    const attachments = await download(file, attached, names, had);
    const { markdown } = storageToMarkdown(storage, {
      resolvePage: ({ title, space }) => {
        const target = space === undefined || space === root.spaceKey ? byTitle.get(title) : undefined;
        return target === undefined ? undefined : relativeLink(file, target);
      },
      resolveAttachment: ({ filename, owner }) => {
        const name = owner === undefined ? names.get(filename) : undefined;
        return name === undefined ? undefined : relativeLink(file, join(filesFolder(file), name));
      },
    });
    const text = writePageFile({
      title: page.title,
      id: page.id,
      version,
      labels: labels.map(({ name }) => name).sort(),
      body: markdown,
    });
    if (owner === undefined && !request.force && existsSync(path) && readFileSync(path, "utf8") !== text)
      throw inTheWay(`${file} was there before, and is not of this export`);
    // Before it is written under its new name, which may differ only in the case of letters.
    if (before !== undefined && !wanted.has(before.file)) rmSync(join(folder, before.file), { force: true });
    writeWhole(storageFile(folder, page.id), storage);
    writeWhole(path, text);
    if (owner !== undefined && owner !== page.id && state.pages[owner]?.file === file) delete state.pages[owner];
    const renamed = Object.fromEntries([...names].filter(([title, name]) => title !== name));
    state.pages[page.id] = { file, version, hash: hashOf(text), attachments, names: renamed };
    writeState(folder, stateName, state);
    result.written++;
  };

  const listAttachments = async (pageId: string) => {
    const all: ToolOutput<"confluence_list_attachments">["items"] = [];
    const read = (cursor: string | undefined) =>
      runTool(
        client,
        through,
        "confluence_list_attachments",
        cursor === undefined ? { contentId: pageId, contentType: "page", limit: 250 } : { cursor },
      );
    for await (const item of allItems(read)) all.push(item);
    return all;
  };

  const download = async (
    file: string,
    attached: Awaited<ReturnType<typeof listAttachments>>,
    names: ReadonlyMap<string, string>,
    had: Record<string, number>,
  ) => {
    const kept: Record<string, number> = {};
    for (const { id, title, version } of attached) {
      const name = names.get(title) ?? title;
      const path = join(folder, filesFolder(file), name);
      if (had[title] !== version || !existsSync(path)) {
        try {
          const { fileId = "" } = await runTool(client, through, "confluence_download_attachment", {
            attachmentId: id,
          });
          writeWhole(path, (await client.files.download(fileId)).bytes);
          result.attachments++;
        } catch (thrown) {
          if (!(thrown instanceof TributaryError) || isFatal(thrown)) throw thrown;
          result.problems.push({ file: join(filesFolder(file), name), code: thrown.code, message: thrown.message });
          continue;
        }
      }
      kept[title] = version;
    }
    return kept;
  };

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let page = queue.shift(); page !== undefined; page = queue.shift()) await exportOne(page);
    }),
  );
  result.edited.sort();
  return result;
}

/** What stands in the file a page had: looked at before anything is written, as one page's file may become another's. */
function standingOf(
  { folder, all, force }: ExportRequest,
  { pages }: State,
  { id, version }: Page,
  file: string | undefined,
): "same" | "edited" | "open" {
  const before = pages[id];
  if (before === undefined || !existsSync(join(folder, before.file))) return "open";
  if (before.version === version && before.file === file && !all) return "same";
  return !force && hashOf(readFileSync(join(folder, before.file))) !== before.hash ? "edited" : "open";
}

const inTheWay = (message: string) =>
  new TributaryError({ code: "conflict", message: `${message}: --force writes over it.`, status: 0 });

/**
 * What attachments are called at the site whose files could not be called so, by their files. A name no upload takes is
 * left out: such a file is imported under its own.
 */
export function attachmentTitles(folder: string): Map<string, string> {
  const { pages = {} } = readState<State>(folder, stateName) ?? {};
  return new Map(
    Object.values(pages).flatMap(({ file, names = {} }) =>
      Object.entries(names)
        .filter(([title]) => title.trim() === title && !/[\\/\0-\x1f]/.test(title))
        .map(([title, name]) => [join(filesFolder(file), name), title] as const),
    ),
  );
}

/** What would befall every page that comes after, too. */
export const isFatal = ({ code }: TributaryError): boolean =>
  [
    "unauthenticated",
    "connection_expired",
    "connection_not_ready",
    "site_required",
    "rate_limited",
    "cancelled",
    "upstream_unreachable",
  ].includes(code);

async function findRoot({ client, through, from }: ExportRequest): Promise<Root> {
  // A space's key has neither a colon nor a slash; a number may be either, and is a page more often.
  const mayBeSpace = /^~?[\w.-]+$/.test(from) && !/^\d+$/.test(from);
  if (mayBeSpace) {
    const { id, key } = await runTool(client, through, "confluence_get_space", { spaceId: from });
    return { spaceId: id, spaceKey: key };
  }
  const page = await runTool(client, through, "confluence_get_page", { pageId: from, detail: "summary" });
  const { id, key } = await runTool(client, through, "confluence_get_space", { spaceId: page.spaceId });
  return { spaceId: id, spaceKey: key, page: page.id };
}

async function listPages({ client, through }: ExportRequest, { spaceId }: Root): Promise<Page[]> {
  const pages: Page[] = [];
  const read = (cursor: string | undefined) =>
    runTool(client, through, "confluence_list_pages", cursor === undefined ? { spaceId, limit: 250 } : { cursor });
  for await (const page of allItems(read)) pages.push(page);
  return pages;
}

/** A file for each page: children stand in a folder named as their parent's file. */
function layOut(pages: readonly Page[], { page: rootId }: Root): Map<string, string> {
  const ids = new Set(pages.map(({ id }) => id));
  const children = new Map<string, Page[]>();
  for (const page of pages) {
    const { parentId = "" } = page;
    children.set(parentId, [...(children.get(parentId) ?? []), page]);
  }
  const files = new Map<string, string>();
  const place = (page: Page, folder: string, taken: Set<string>) => {
    const file = join(folder, `${fileNameOf(page.title, taken)}.md`);
    files.set(page.id, file);
    const names = new Set<string>();
    for (const child of children.get(page.id) ?? []) place(child, childrenFolder(file), names);
  };
  const top = new Set<string>();
  for (const page of pages) {
    // What hangs below a folder or a whiteboard stands at the top.
    const isRoot = rootId === undefined ? page.parentId === undefined || !ids.has(page.parentId) : page.id === rootId;
    if (isRoot) place(page, "", top);
  }
  return files;
}

function checkSameRoot(state: State, root: Root, folder: string): void {
  if (state.root === (root.page ?? root.spaceId)) return;
  throw new TributaryError({
    code: "conflict",
    message: `${folder} holds the export of something else (${state.root}).`,
    status: 0,
    hint: "Choose another folder with --to.",
  });
}
