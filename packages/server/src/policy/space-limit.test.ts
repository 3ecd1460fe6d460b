import { describe, expect, it } from "vitest";
import { spaceLimitSchema } from "./policy.ts";
import { mayReach } from "./space-limit.ts";

const eng = { id: "1", key: "ENG", type: "global" };
const own = { id: "2", key: "~712020a", type: "personal" };
const limit = (given: unknown) => spaceLimitSchema.parse(given);

describe("mayReach", () => {
  it("leaves personal spaces out unless they are named or allowed", () => {
    expect(mayReach(limit({}), eng)).toBe(true);
    expect(mayReach(limit({}), own)).toBe(false);
    expect(mayReach(limit({ personal: true }), own)).toBe(true);
    expect(mayReach(limit({ only: ["~712020A"] }), own)).toBe(true);
  });
  it("takes keys in any case and ids", () => {
    for (const name of ["eng", "ENG", "1"]) {
      expect(mayReach(limit({ only: [name] }), eng)).toBe(true);
      expect(mayReach(limit({ except: [name] }), eng)).toBe(false);
    }
    expect(mayReach(limit({ only: [] }), eng)).toBe(false);
  });
});
