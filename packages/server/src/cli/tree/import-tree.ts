import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { type ToolOutput, type Tributary, TributaryError } from "@tributary/sdk";
import { markdownToStorage } from "@tributary/storage-format";
import { allItems, runTool, type Through } from "../run-tool.ts";
import { attachmentTitles, isFatal, type Problem, storageFile } from "./export-tree.ts";
import { filesFolder } from "./file-names.ts";
import { hashOf, readState, stateFolder, writeState } from "./kept-state.ts";
import { type PageFile, readPageFile } from "./page-file.ts";
import { linksInward } from "./page-links.ts";

export type ImportRequest = {
  client: Tributary;
  through: Through;
  folder: string;
  /** A space (key), whose homepage the tree goes under, or a page (id, URL, SPACE:Title). */
  to: string;
  dryRun: boolean;
  /** Why, for the record and for whoever approves it. */
  reason?: string;
  onProgress?: (done: number, total: number, title: string) => void;
};

export type ImportStep = {
  file: string;
  title: string;
  action: "create" | "update" | "unchanged" | "refused";
  /** Attachments that are uploaded with it. */
  attachments: number;
  pageId?: string;
  why?: string;
};

export type Imported = {
  dryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  attachments: number;
  steps: ImportStep[];
  problems: Problem[];
};

/** Of one file: the page it became, what it was then, and whether that was still under way. */
type ImportedFile = {
  pageId?: string;
  /** The version our last write made: another one at the site means that somebody else wrote. */
  version?: number;
  hash?: string;
  attachments: Record<string, string>;
  sending?: true;
};
type State = { files: Record<string, ImportedFile> };
type Target = { spaceId: string; parentId?: string };
type Listed = ToolOutput<"confluence_list_pages">["items"][number];
type Local = { file: string; page: PageFile; hash: string; attachments: string[] };

/**
 * Makes a tree of Markdown files a tree of pages. Files imported before are updated where they changed, so a run that
 * was stopped goes on where it ended. A page that was not made by an import of this folder is never written over.
 */
export async function importTree(request: ImportRequest): Promise<Imported> {
  const { client, through, folder, dryRun } = request;
  const target = await findTarget(request);
  const stateName = `import-${target.parentId ?? target.spaceId}.json`;
  const state = readState<State>(folder, stateName) ?? { files: {} };
  const locals = readTree(folder);
  const attachmentNames = attachmentTitles(folder);
  const attachmentName = (path: string) => attachmentNames.get(path) ?? basename(path);
  const titles = new Map(locals.map(({ file, page }) => [file, page.title]));
  const there = await pagesByTitle(request, target);
  const ids = new Set([...there.values()].map(({ id }) => id));
  const result: Imported = { dryRun, created: 0, updated: 0, unchanged: 0, attachments: 0, steps: [], problems: [] };
  /** Files without a page, and so whatever stands below them. */
  const missing = new Set<string>();
  const save = (file: string, kept: ImportedFile) => {
    state.files[file] = kept;
    writeState(folder, stateName, state);
  };
  const reason = request.reason === undefined ? {} : { reason: request.reason };

  const bodyOf = ({ file, page }: Local): { body: string; format: "markdown" | "storage" } => {
    const markdown = linksInward(page.body, file, {
      titleOf: (other) => titles.get(other),
      attachmentOf: (other) =>
        dirname(other) === filesFolder(file) && existsSync(join(folder, other)) ? attachmentName(other) : undefined,
    });
    const source = page.id === undefined || !/^\d+$/.test(page.id) ? undefined : storageFile(folder, page.id);
    if (source === undefined || !existsSync(source)) return { body: markdown, format: "markdown" };
    // What was not edited since the export keeps its bytes, macros that Markdown cannot say among them.
    const { storage } = markdownToStorage(markdown, { base: readFileSync(source, "utf8") });
    return { body: storage, format: "storage" };
  };

  /** The nearest page above: that of the file the folder is named after, or where everything goes. */
  const parentOf = (file: string): { parentId?: string; blockedBy?: string } => {
    for (let above = dirname(file); above !== "."; above = dirname(above)) {
      const parent = `${above}.md`;
      if (!titles.has(parent)) continue;
      if (missing.has(parent)) return { blockedBy: parent };
      const parentId = state.files[parent]?.pageId;
      return parentId === undefined ? {} : { parentId };
    }
    return target.parentId === undefined ? {} : { parentId: target.parentId };
  };

  const plan = (local: Local): ImportStep => {
    const { file, page, hash, attachments } = local;
    const kept = state.files[file];
    const uploads = attachments.filter(
      (path) => kept?.attachments[attachmentName(path)] !== hashFile(folder, path),
    ).length;
    const step = { file, title: page.title, attachments: uploads };
    if (kept?.pageId !== undefined && ids.has(kept.pageId)) {
      const same = kept.hash === hash && uploads === 0;
      return { ...step, action: same ? "unchanged" : "update", pageId: kept.pageId };
    }
    const twin = locals.find((other) => other.page.title === page.title);
    if (twin !== undefined && twin.file !== file)
      return { ...step, action: "refused", why: `${twin.file} has the same title` };
    const taken = there.get(page.title);
    if (taken === undefined) return { ...step, action: "create" };
    // A run that was killed between sending and noting it: this is the page it made.
    const ours = kept?.sending && taken.version === 1 && taken.parentId === parentOf(file).parentId;
    if (ours) return { ...step, action: "update", pageId: taken.id };
    return { ...step, action: "refused", pageId: taken.id, why: "the space has a page of this title" };
  };

  const carryOut = async (local: Local, step: ImportStep): Promise<void> => {
    const { file, page, hash, attachments } = local;
    const kept: ImportedFile =
      step.action === "create" ? { attachments: {} } : (state.files[file] ?? { attachments: {} });
    let { pageId } = step;
    let version = kept.version ?? 1;
    if (step.action === "create") {
      const { parentId } = parentOf(file);
      save(file, { ...kept, sending: true });
      const made = await runTool(client, through, "confluence_create_page", {
        title: page.title,
        ...bodyOf(local),
        ...(parentId === undefined ? { spaceId: target.spaceId } : { parentId }),
        ...(page.labels.length > 0 && { labels: page.labels }),
        ...reason,
      });
      pageId = made.id;
      version = made.version;
    } else if (kept.hash !== hash && pageId !== undefined) {
      const changed = await runTool(client, through, "confluence_update_page", {
        pageId,
        title: page.title,
        version: version + 1,
        ...bodyOf(local),
        ...reason,
      });
      version = changed.version;
      if (page.labels.length > 0)
        await runTool(client, through, "confluence_add_labels", {
          contentId: pageId,
          contentType: "page",
          labels: page.labels,
          ...reason,
        });
    }
    if (pageId === undefined) return;
    const done: ImportedFile = { pageId, version, hash, attachments: { ...kept.attachments } };
    save(file, done);
    for (const path of attachments) {
      const name = attachmentName(path);
      const bytes = new Uint8Array(readFileSync(join(folder, path)));
      const fingerprint = hashOf(bytes);
      if (done.attachments[name] === fingerprint) continue;
      const { fileId } = await client.files.upload({ name: basename(path), content: bytes });
      await runTool(client, through, "confluence_upload_attachment", {
        contentId: pageId,
        fileId,
        fileName: name,
        ...reason,
      });
      done.attachments[name] = fingerprint;
      result.attachments++;
      save(file, done);
    }
  };

  for (const [at, local] of locals.entries()) {
    const { blockedBy } = parentOf(local.file);
    const step: ImportStep =
      blockedBy === undefined
        ? plan(local)
        : {
            file: local.file,
            title: local.page.title,
            action: "refused",
            attachments: 0,
            why: `${blockedBy} has no page`,
          };
    result.steps.push(step);
    request.onProgress?.(at, locals.length, local.page.title);
    if (step.action === "refused") {
      missing.add(local.file);
      result.problems.push({ file: local.file, code: "conflict", message: step.why ?? "" });
      continue;
    }
    if (!dryRun && step.action !== "unchanged") {
      try {
        await carryOut(local, step);
      } catch (thrown) {
        if (!(thrown instanceof TributaryError) || isFatal(thrown)) throw thrown;
        if (state.files[local.file]?.pageId === undefined) missing.add(local.file);
        result.problems.push({ file: local.file, code: thrown.code, message: thrown.message });
        continue;
      }
      const made = state.files[local.file]?.pageId;
      if (made !== undefined) step.pageId = made;
    } else if (dryRun) result.attachments += step.attachments;
    result[({ create: "created", update: "updated", unchanged: "unchanged" } as const)[step.action]]++;
  }
  request.onProgress?.(locals.length, locals.length, "");
  return result;
}

async function findTarget({ client, through, to }: ImportRequest): Promise<Target> {
  if (/^~?[\w.-]+$/.test(to) && !/^\d+$/.test(to)) {
    const { id, homepageId } = await runTool(client, through, "confluence_get_space", { spaceId: to });
    return { spaceId: id, ...(homepageId !== undefined && { parentId: homepageId }) };
  }
  const { id, spaceId } = await runTool(client, through, "confluence_get_page", { pageId: to, detail: "summary" });
  return { spaceId, parentId: id };
}

async function pagesByTitle({ client, through }: ImportRequest, { spaceId }: Target): Promise<Map<string, Listed>> {
  const pages = new Map<string, Listed>();
  const read = (cursor: string | undefined) =>
    runTool(client, through, "confluence_list_pages", cursor === undefined ? { spaceId, limit: 250 } : { cursor });
  for await (const page of allItems(read)) pages.set(page.title, page);
  return pages;
}

/** Every Markdown file with its attachments, parents before their children. Links out of the tree are not followed. */
function readTree(folder: string): Local[] {
  if (!existsSync(folder)) {
    throw new TributaryError({ code: "not_found", message: `There is no folder ${folder}.`, status: 0 });
  }
  const files: string[] = [];
  const walk = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = posix.join(below, entry.name);
      if (entry.isDirectory() && entry.name !== stateFolder && !entry.name.endsWith(".files")) walk(path);
      else if (entry.isFile() && /\.md$/.test(entry.name)) files.push(path);
    }
  };
  walk("");
  const depth = (path: string) => path.split("/").length;
  files.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return files.map((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return {
      file,
      page: readPageFile(text, basename(file)),
      hash: hashOf(text),
      attachments: filesBeside(folder, file),
    };
  });
}

function filesBeside(folder: string, file: string): string[] {
  const beside = filesFolder(file);
  if (!existsSync(join(folder, beside))) return [];
  return readdirSync(join(folder, beside), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
    .map(({ name }) => posix.join(beside, name))
    .sort();
}

const hashFile = (folder: string, path: string): string => hashOf(readFileSync(join(folder, path)));
