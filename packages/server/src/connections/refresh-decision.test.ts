import { describe, expect, it } from "vitest";
import { refreshDecision } from "./refresh-decision.ts";

const tokens = (expiresAt: number | null, refreshToken: string | null = "r") => ({
  accessToken: "a",
  refreshToken,
  expiresAt,
});

describe("refreshDecision", () => {
  it("uses a token that is far from its end", () => {
    expect(refreshDecision(tokens(3_600_000), 0, undefined).action).toBe("use");
  });
  it("refreshes a token in its last minute, so that it does not end on the way", () => {
    expect(refreshDecision(tokens(59_000), 0, undefined).action).toBe("refresh");
  });
  it("refreshes the token a site refused, whatever its expiry says", () => {
    expect(refreshDecision(tokens(3_600_000), 0, "a").action).toBe("refresh");
  });
  it("does not refresh again when somebody else already replaced the refused token", () => {
    expect(refreshDecision(tokens(3_600_000), 0, "older").action).toBe("use");
  });
  it("asks to reconnect when nothing can refresh an ended token", () => {
    expect(refreshDecision(tokens(-1, null), 0, undefined).action).toBe("reconnect");
    expect(refreshDecision(tokens(null, null), 0, "a").action).toBe("reconnect");
  });
  it("uses credentials that never end", () => {
    expect(refreshDecision(tokens(null, null), 1e15, undefined).action).toBe("use");
  });
});
