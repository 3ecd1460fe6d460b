import { existsSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Material made by others, which some tests need and a checkout of the project alone has not. */
const hasSharedMaterial = existsSync(new URL("../../shared", import.meta.url));

/**
 * Says at the end of a run which tests were skipped and why, and counts all. Where `CI` is set and the shared material
 * is there everything can run, so a skipped test fails the run.
 */
export default class SkipReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const lines: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "pending") continue;
        counts[result.state]++;
        if (result.state === "skipped")
          lines.push(`skipped: ${test.fullName}${result.note ? ` (${result.note})` : ""}`);
      }
      // A file that could not even be loaded holds no tests.
      if (module.state() === "failed" && module.errors().length > 0) counts.failed++;
    }
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
    if (process.env.CI && hasSharedMaterial && counts.skipped > 0) {
      process.stdout.write("In CI nothing may be skipped where ../shared is.\n");
      process.exitCode = 1;
    }
  }
}
