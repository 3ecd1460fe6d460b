import { describe, expect, it } from "vitest";
import { type Action, decide } from "./decide.ts";
import { policySchema, profiles } from "./policy.ts";

const agent = (profile: keyof typeof profiles) => ({ kind: "agent", policy: profiles[profile] }) as const;
const called = (...names: string[]) => ({ called: names, equal: [] });
const under = (policy: unknown) => ({ kind: "agent", policy: policySchema.parse(policy) }) as const;
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
  it("lets no agent make a space whose spaces are named", () => {
    const making = action({ group: "Spaces", effect: "write", createsSpace: true });
    const groups = { Spaces: { level: "write" } };
    expect(decide(under({ groups }), making).action).toBe("allow");
    expect(decide(under({ groups, spaces: { only: ["ENG"] } }), making).action).toBe("refuse");
    expect(decide(under({ groups, spaces: { except: ["HR"] } }), making).action).toBe("refuse");
  });
  it("has a person approve operations that nobody has judged, for an agent that may write pages at all", () => {
    const unknown = action({ effect: "write", unknownOperation: true });
    expect(decide(agent("full-access"), unknown).action).toBe("approve");
    expect(decide(agent("read-only"), unknown).action).toBe("refuse");
  });
  it("has a person approve every write and delete of a group that requires it, and no read", () => {
    const subject = under({ groups: { Pages: { level: "write", allowDelete: true, requireApproval: true } } });
    expect(decide(subject, action({ effect: "read" })).action).toBe("allow");
    expect(decide(subject, action({ effect: "write" })).action).toBe("approve");
    expect(decide(subject, action({ effect: "delete" })).action).toBe("approve");
  });
  it("keeps Search and Users read-only whatever a policy says", () => {
    const subject = under({ groups: { Users: { level: "write", allowDelete: true } } });
    expect(decide(subject, action({ group: "Users", effect: "write" })).action).toBe("refuse");
  });
  it("refuses a group the policy does not mention", () => {
    expect(decide(under({ groups: {} }), action({})).action).toBe("refuse");
  });
  it("holds to lists of tools, under whatever name the tool is called", () => {
    const groups = { Pages: { level: "write" } };
    const denying = under({ groups, tools: { deny: ["confluence_update_page"] } });
    expect(decide(denying, action({}), called("update_confluence_page", "confluence_update_page")).action).toBe(
      "refuse",
    );
    expect(decide(denying, action({}), called("confluence_get_page")).action).toBe("allow");
    const allowing = under({ groups, tools: { allow: ["confluence_get_page"] } });
    expect(decide(allowing, action({}), called("confluence_get_page")).action).toBe("allow");
    expect(decide(allowing, action({}), called("confluence_list_pages")).action).toBe("refuse");
  });
  it("lets a viewer change nothing", () => {
    expect(decide({ kind: "member", role: "viewer" }, action({ effect: "write" })).action).toBe("refuse");
    expect(decide({ kind: "member", role: "viewer" }, action({})).action).toBe("allow");
  });
});
