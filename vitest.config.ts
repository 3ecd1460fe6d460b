import { defineConfig } from "vitest/config";

const source = (name: string) => new URL(`./packages/${name}/src/index.ts`, import.meta.url).pathname;

// Tests run on the sources, so that a failure points at the line that was written.
export default defineConfig({
  resolve: {
    alias: Object.fromEntries(
      ["cql", "storage-format", "sdk", "emulator", "server"].map((name) => [`@tributary/${name}`, source(name)]),
    ),
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    setupFiles: ["./test/fast-check-seed.ts"],
    reporters: ["default", "./test/skip-report.ts"],
  },
});
