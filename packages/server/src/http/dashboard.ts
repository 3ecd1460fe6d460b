import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { Hono } from "hono";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** Serves the dashboard's files; any other address gets its one page, which reads the address itself. */
export function dashboard(folder: string): Hono {
  const app = new Hono();
  app.get("*", async (c) => {
    const path = pathOf(c.req.url);
    if (path === undefined) return c.text("Not found", 404);
    const file = extname(path) === "" ? "index.html" : path;
    const full = join(folder, file);
    if (!full.startsWith(folder) || !existsSync(full)) {
      if (file !== "index.html") return c.text("Not found", 404);
      return c.text("The dashboard is not built. Run `npm run build`, then start the server again.", 503);
    }
    // Files under assets carry their hash in their name.
    const caching = file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return c.body(await readFile(full), 200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "cache-control": caching,
    });
  });
  return app;
}

/** Undefined for one whose escapes make no text. */
function pathOf(url: string): string | undefined {
  try {
    return normalize(decodeURIComponent(new URL(url).pathname));
  } catch {
    return undefined;
  }
}
