import { describe, expect, it } from "vitest";
import { isUnwieldy, refuseUnwieldy } from "./unwieldy.ts";

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe("what is unwieldy", () => {
  it("is refused when it is nested too deep", () => {
    expect(isUnwieldy(nested(400))).toBe(false);
    expect(isUnwieldy(nested(600))).toBe(true);
    expect(() => refuseUnwieldy(nested(600), "The body")).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^The body is nested deeper than 500 levels/),
        hint: expect.any(String),
      }),
    );
  });

  it("is refused when it holds too many values, on one level or on several", () => {
    expect(() => refuseUnwieldy({ transcript: Array(100_000).fill({ at: 1 }) }, "The body")).toThrow(
      expect.objectContaining({ code: "invalid_input", message: expect.stringContaining("200000 values") }),
    );
    expect(() => refuseUnwieldy(Array(250_000).fill(1), "The body")).toThrow(/200000 values/);
  });

  it("is not the longest transcript there may be", () => {
    const spoken = { at: 1, speaker: "Ada", text: "So." };
    expect(() => refuseUnwieldy({ transcript: Array(20_000).fill(spoken) }, "The body")).not.toThrow();
  });
});
