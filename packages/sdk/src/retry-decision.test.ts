import { describe, expect, test } from "vitest";
import { type Failure, type Repeat, retryDecision } from "./retry-decision.ts";

const decide = (failure: Failure, repeat: Repeat, attempt = 1) =>
  retryDecision(failure, { repeat, attempt, retries: 2, random: 0.5 });
const answer = (status: number, more: { retryAfterMs?: number; judged?: boolean } = {}): Failure => ({
  kind: "answer",
  status,
  retryAfterMs: more.retryAfterMs,
  judged: more.judged ?? false,
});

describe("retryDecision", () => {
  test("repeats anything that never left", () => {
    expect(decide({ kind: "not-sent" }, "if-refused").retry).toBe(true);
    expect(decide({ kind: "not-sent" }, "always").retry).toBe(true);
  });

  test("repeats a lost answer only for requests that read", () => {
    expect(decide({ kind: "no-answer" }, "always").retry).toBe(true);
    expect(decide({ kind: "no-answer" }, "if-refused")).toEqual({
      retry: false,
      reason: "no answer, and the request may have been carried out",
    });
  });

  test("repeats a write after 429 or 503 only when Retry-After says it was not taken", () => {
    for (const status of [429, 503]) {
      expect(decide(answer(status), "if-refused").retry).toBe(false);
      expect(decide(answer(status, { retryAfterMs: 1500 }), "if-refused")).toMatchObject({ retry: true, waitMs: 1500 });
    }
  });

  test("gives up when the server asks for more patience than half a minute", () => {
    expect(decide(answer(429, { retryAfterMs: 31_000 }), "always")).toEqual({
      retry: false,
      reason: "the server asks to wait 31 s",
    });
  });

  test("takes 502 and 504 for final when the server wrote them, because it has retried itself", () => {
    for (const status of [502, 504]) {
      expect(decide(answer(status, { judged: true }), "always").retry).toBe(false);
      expect(decide(answer(status), "always").retry).toBe(true);
      expect(decide(answer(status), "if-refused").retry).toBe(false);
    }
  });

  test("never repeats other statuses", () => {
    for (const status of [400, 401, 403, 404, 409, 410, 413, 500]) {
      expect(decide(answer(status, { retryAfterMs: 10 }), "always").retry).toBe(false);
    }
  });

  test("waits longer each time and stops after the last retry", () => {
    const waits = [1, 2].map((attempt) => decide({ kind: "no-answer" }, "always", attempt));
    expect(waits.map((decision) => decision.retry && decision.waitMs)).toEqual([150, 300]);
    expect(decide({ kind: "no-answer" }, "always", 3)).toEqual({ retry: false, reason: "all 2 retries are used" });
  });
});
