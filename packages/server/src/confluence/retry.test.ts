import { describe, expect, it } from "vitest";
import { type Attempt, type Outcome, retryAfterMs, retryDecision } from "./retry.ts";

const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  number: 1,
  effect: "read",
  credentialsFresh: true,
  refreshed: false,
  ...change,
});
const answered = (status: number, headers: Record<string, string> = {}, message = ""): Outcome => ({
  kind: "response",
  status,
  headers: new Headers(headers),
  message,
});
const decide = (a: Attempt, o: Outcome) => retryDecision(a, o, 0, 0.5);

describe("retryDecision", () => {
  it("returns answers that are not errors", () => {
    expect(decide(attempt(), answered(200)).action).toBe("return");
    expect(decide(attempt(), answered(302)).action).toBe("return");
  });

  it("refreshes on 401 whatever the stored expiry says, once", () => {
    expect(decide(attempt(), answered(401)).action).toBe("refresh");
    expect(decide(attempt({ credentialsFresh: false }), answered(401)).action).toBe("refresh");
    expect(decide(attempt({ refreshed: true }), answered(401)).action).toBe("return");
  });

  it("does not refresh for a missing scope", () => {
    expect(decide(attempt(), answered(401, {}, "Unauthorized; scope does not match")).action).toBe("return");
  });

  it("refreshes on 403 and 404 only when the stored expiry says the token was stale", () => {
    for (const status of [403, 404]) {
      expect(decide(attempt(), answered(status)).action).toBe("return");
      expect(decide(attempt({ credentialsFresh: false }), answered(status)).action).toBe("refresh");
    }
  });

  it("never refreshes credentials that do not expire", () => {
    expect(decide(attempt({ credentialsFresh: undefined }), answered(401)).action).toBe("return");
  });

  it("waits at least Retry-After on 429, for writes too", () => {
    const decision = decide(attempt({ effect: "write" }), answered(429, { "retry-after": "3" }));
    expect(decision).toMatchObject({ action: "retry" });
    expect(decision.action === "retry" && decision.waitMs).toBeGreaterThanOrEqual(3000);
  });

  it("gives up on a wait of more than thirty seconds and after four retries", () => {
    expect(decide(attempt(), answered(429, { "retry-after": "1200" })).action).toBe("return");
    expect(decide(attempt({ number: 5 }), answered(503)).action).toBe("return");
  });

  it("backs off further with each attempt", () => {
    const waits = [1, 2, 3, 4].map((number) => {
      const d = decide(attempt({ number }), answered(503));
      return d.action === "retry" ? d.waitMs : 0;
    });
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(new Set(waits).size).toBe(4);
  });

  it("repeats reads but not writes whose outcome is unknown", () => {
    for (const outcome of [
      answered(502),
      answered(504),
      { kind: "failure", sent: true, reason: "ECONNRESET" } as const,
    ]) {
      expect(decide(attempt(), outcome).action).toBe("retry");
      expect(decide(attempt({ effect: "write" }), outcome).action).toBe("unknown");
    }
  });

  it("repeats a write that was never sent", () => {
    expect(decide(attempt({ effect: "write" }), { kind: "failure", sent: false, reason: "ECONNREFUSED" }).action).toBe(
      "retry",
    );
  });

  it("takes a 500 to a write as an answer", () => {
    expect(decide(attempt({ effect: "write" }), answered(500)).action).toBe("return");
  });
});

describe("retryAfterMs", () => {
  it("reads seconds and HTTP dates and nothing else", () => {
    expect(retryAfterMs(new Headers({ "retry-after": "2" }), 0)).toBe(2000);
    expect(retryAfterMs(new Headers({ "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }), 1000)).toBe(4000);
    expect(retryAfterMs(new Headers({ "retry-after": "soon" }), 0)).toBeUndefined();
    expect(retryAfterMs(new Headers(), 0)).toBeUndefined();
  });
});
