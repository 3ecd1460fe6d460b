import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const source = (path: string) => new URL(`./packages/${path}`, import.meta.url).pathname;

// Tests run on the sources, so that a failure points at the line that was written.
export default defineConfig({
  resolve: {
    alias: [
      { find: "@tributary/sdk/formats", replacement: source("sdk/src/formats/tool-formats.ts") },
      { find: /^@tributary\/sdk\/(.+)$/, replacement: source("sdk/src/adapters/$1.ts") },
      { find: /^@tributary\/([^/]+)$/, replacement: source("$1/src/index.ts") },
    ],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    // Most tests wait for servers and browsers: two at a time also where there are two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // The machine may be busy with other work: what is awaited comes in seconds there, not in moments.
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
    setupFiles: ["./test/fast-check-seed.ts"],
    reporters: ["default", "./test/skip-report.ts"],
  },
});
