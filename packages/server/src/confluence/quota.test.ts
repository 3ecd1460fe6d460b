import { expect, it } from "vitest";
import { endOfHour, isReserved, type Quota, quotaAfter, quotaAt } from "./quota.ts";

const now = Date.parse("2026-06-01T10:50:00Z");
const end = Date.parse("2026-06-01T11:00:00Z");
const quota: Quota = { name: "q", scope: "app", limit: 100, enforced: true, remaining: 40, resetAt: end };
const report = { name: "q", scope: "app", enforced: true } as const;

it("takes the site's figure where it says one, and subtracts what was sent where it does not", () => {
  expect(quotaAfter(quota, { ...report, remaining: 7 }, { spent: 5, usedBefore: 60, now })?.remaining).toBe(7);
  expect(quotaAfter(quota, report, { spent: 5, usedBefore: 60, now })?.remaining).toBe(35);
  expect(quotaAfter(undefined, { ...report, limit: 100 }, { spent: 5, usedBefore: 60, now })?.remaining).toBe(35);
  expect(quotaAfter(undefined, report, { spent: 5, usedBefore: 0, now })).toBeUndefined();
});

it("follows a limit that changes within the hour", () => {
  expect(quotaAfter(quota, { ...report, limit: 150 }, { spent: 0, usedBefore: 0, now })?.remaining).toBe(90);
});

it("is whole again with the next UTC hour", () => {
  expect(quotaAt(quota, end - 1)).toBe(quota);
  expect(quotaAt(quota, end)).toMatchObject({ remaining: 100, resetAt: end + 3_600_000 });
  expect(endOfHour(now)).toBe(end);
});

it("keeps thirty per cent of enforced quotas for interactive calls", () => {
  expect(isReserved({ ...quota, remaining: 31 })).toBe(false);
  expect(isReserved({ ...quota, remaining: 30 })).toBe(true);
  expect(isReserved({ ...quota, remaining: 0, enforced: false })).toBe(false);
});
