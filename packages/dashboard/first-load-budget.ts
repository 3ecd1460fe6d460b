import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** The parts of a build's files that tell what a page loads. */
type Chunk = { imports: string[]; dynamicImports: string[]; isEntry: boolean; css: string[]; bytes: number };

/** Fails the build when the heaviest page needs more than `kilobytes` (gzip) on a first visit. */
export function firstLoadBudget(kilobytes: number): Plugin {
  return {
    name: "first-load-budget",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      const css = new Map<string, number>();
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === "asset") {
          if (name.endsWith(".css")) css.set(name, gzipSync(file.source).length);
          continue;
        }
        const { imports, dynamicImports, isEntry, code, viteMetadata } = file;
        const importedCss = [...(viteMetadata?.importedCss ?? [])];
        chunks.set(name, { imports, dynamicImports, isEntry, css: importedCss, bytes: gzipSync(code).length });
      }
      const { page, bytes } = heaviestFirstLoad(chunks, css);
      if (bytes > kilobytes * 1024) {
        this.error(`${page} needs ${Math.ceil(bytes / 1024)} KB on a first visit; ${kilobytes} KB are allowed.`);
      }
    },
  };
}

/** What the entry loads together with each page it can load later; the heaviest of these. */
export function heaviestFirstLoad(
  chunks: ReadonlyMap<string, Chunk>,
  css: ReadonlyMap<string, number>,
): { page: string; bytes: number } {
  const entries = [...chunks].filter(([, chunk]) => chunk.isEntry).map(([name]) => name);
  const always = withImports(chunks, entries);
  const pages = [...always].flatMap((name) => chunks.get(name)?.dynamicImports ?? []);
  let heaviest = { page: "the entry", bytes: 0 };
  for (const page of [undefined, ...pages]) {
    const loaded = withImports(chunks, page === undefined ? entries : [...entries, page]);
    const styles = new Set([...loaded].flatMap((name) => chunks.get(name)?.css ?? []));
    const bytes =
      [...loaded].reduce((sum, name) => sum + (chunks.get(name)?.bytes ?? 0), 0) +
      [...styles].reduce((sum, name) => sum + (css.get(name) ?? 0), 0);
    if (bytes > heaviest.bytes) heaviest = { page: page ?? "the entry", bytes };
  }
  return heaviest;
}

function withImports(chunks: ReadonlyMap<string, Chunk>, names: readonly string[]): Set<string> {
  const all = new Set(names);
  for (const name of all) for (const imported of chunks.get(name)?.imports ?? []) all.add(imported);
  return all;
}
