import { describe, expect, it } from "vitest";
import { type Action, decide } from "./decide.ts";
import { profiles } from "./policy.ts";

const agent = (profile: keyof typeof profiles) => ({ kind: "agent", policy: profiles[profile] }) as const;
const action = (change: Partial<Action>): Action => ({ group: "Pages", effect: "read", ...change });

describe("decide", () => {
  it("lets the read-only profile read every group and write none", () => {
    for (const group of ["Pages", "Spaces", "Search", "Attachments", "Users"] as const) {
      expect(decide(agent("read-only"), action({ group })).action).toBe("allow");
      expect(decide(agent("read-only"), action({ group, effect: "write" })).action).toBe("refuse");
    }
  });
  it("lets a documentation manager write pages and attachments but delete nothing", () => {
    expect(decide(agent("documentation-manager"), action({ effect: "write" })).action).toBe("allow");
    expect(decide(agent("documentation-manager"), action({ group: "Attachments", effect: "write" })).action).toBe(
      "allow",
    );
    expect(decide(agent("documentation-manager"), action({ effect: "delete" })).action).toBe("refuse");
    expect(decide(agent("documentation-manager"), action({ group: "Spaces", effect: "write" })).action).toBe("refuse");
  });
  it("never lets an agent delete a whole space", () => {
    const whole = action({ group: "Spaces", effect: "delete", deletesSpace: true });
    expect(decide(agent("full-access"), whole).action).toBe("refuse");
    expect(decide({ kind: "member", role: "member" }, whole).action).toBe("refuse");
    expect(decide({ kind: "member", role: "admin" }, whole).action).toBe("allow");
  });
  it("refuses an agent operations that nobody has judged", () => {
    expect(decide(agent("full-access"), action({ effect: "write", unknownOperation: true })).action).toBe("refuse");
  });
  it("keeps Search and Users read-only whatever a policy says", () => {
    const policy = { groups: { Users: { level: "write", allowDelete: true } } } as const;
    expect(decide({ kind: "agent", policy }, action({ group: "Users", effect: "write" })).action).toBe("refuse");
  });
  it("refuses a group the policy does not mention", () => {
    expect(decide({ kind: "agent", policy: { groups: {} } }, action({})).action).toBe("refuse");
  });
  it("lets a viewer change nothing", () => {
    expect(decide({ kind: "member", role: "viewer" }, action({ effect: "write" })).action).toBe("refuse");
    expect(decide({ kind: "member", role: "viewer" }, action({})).action).toBe("allow");
  });
});
