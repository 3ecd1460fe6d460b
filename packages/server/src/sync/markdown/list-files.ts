import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { TributaryError } from "../../base/errors.ts";

/** A file below a folder; `path` is relative to it, with slashes. */
export type MarkdownFile = { path: string; size: number; modifiedAt: number };

const mostFiles = 200_000;
const skippedFolders = new Set(["node_modules"]);
const isMarkdown = (name: string) => /\.(md|markdown|mdx)$/i.test(name);

/**
 * The Markdown files below a folder, by path. Links are not followed, so that nothing outside of the folder is read;
 * hidden files and folders are left out. Throws `not_found` when the folder itself is gone.
 */
export async function listFiles(root: string): Promise<MarkdownFile[]> {
  const files: MarkdownFile[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
      if (folder === "") throw gone(root, cause);
      // A folder that went while the walk was on its way, or that may not be read.
      return [];
    });
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith(".") || files.length >= mostFiles) continue;
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) await walk(path);
      if (!entry.isFile() || !isMarkdown(entry.name)) continue;
      const facts = await lstat(join(root, path)).catch(() => undefined);
      if (facts !== undefined) files.push({ path, size: facts.size, modifiedAt: Math.floor(facts.mtimeMs) });
    }
  };
  await walk("");
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const gone = (root: string, cause: NodeJS.ErrnoException) =>
  new TributaryError("not_found", `The folder ${root} cannot be read: ${cause.code ?? cause.message}.`, {
    hint: "Nothing was removed from the index. Bring the folder back, or remove the source.",
    cause,
  });
