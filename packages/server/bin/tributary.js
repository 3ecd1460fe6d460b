#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write("Tributary is not built yet. Run `npm run build` first, in the folder you cloned it to.\n");
  process.exitCode = 1;
}
