import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { systemClock } from "../base/clock.ts";
import { createAttempts } from "./attempts.ts";

it("keeps little in mind of whoever tries accounts with long names", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const kept = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const attempts = createAttempts(systemClock);
  const before = kept();
  for (let i = 0; i < 50; i++) {
    const name = `${i}${"a".repeat(2_000_000)}`.toLowerCase();
    await expect(attempts.count(name, `10.0.0.${i}`, () => Promise.reject(new Error("wrong")))).rejects.toThrow(
      "wrong",
    );
  }
  expect(kept() - before).toBeLessThan(20_000_000);
});
