import { describe, expect, test } from "vitest";
import { draftOf, draftProblem, policyOf, sameDraft } from "./agent-draft.ts";
import { clientSetups } from "./client-setup-texts.ts";
import { profileOf, profiles, rulesInWords, rulesOf, spacesInWords } from "./profiles.ts";

const agent = {
  name: "Docs",
  connectionIds: ["conn_1"],
  callbackUrl: null,
  policy: {
    groups: { Pages: { level: "write", requireApproval: true }, Search: { level: "read" } },
    spaces: { only: ["ENG"], personal: false },
    tools: { deny: ["confluence_api_call"] },
  },
} as const;

const draft = () => draftOf(structuredClone(agent) as unknown as Parameters<typeof draftOf>[0]);

describe("an agent's draft", () => {
  test("says the same policy again, with what was not said filled in", () => {
    expect(policyOf(draft())).toMatchObject({
      groups: {
        Pages: { level: "write", allowDelete: false, requireApproval: true },
        Users: { level: "disabled" },
      },
      spaces: { only: ["ENG"] },
      tools: { deny: ["confluence_api_call"] },
    });
    expect(sameDraft(draftOf({ ...agent, connectionIds: ["conn_1"], policy: policyOf(draft()) }), draft())).toBe(true);
  });

  test("keeps limits that limit nothing from being saved by mistake", () => {
    expect(draftProblem(draft())).toBeUndefined();
    expect(draftProblem({ ...draft(), name: " " })).toMatch(/name/);
    expect(draftProblem({ ...draft(), spaces: { mode: "only", keys: [], personal: false } })).toMatch(/spaces/);
    expect(draftProblem({ ...draft(), allow: [] })).toMatch(/tools/);
    expect(draftProblem({ ...draft(), callbackUrl: "example.com" })).toMatch(/http/);
  });
});

describe("rules in words", () => {
  test("name what is written and deleted first", () => {
    expect(rulesInWords(draft().rules)).toBe("Pages: write with approval · reads Search");
    expect(rulesInWords(rulesOf({ groups: {} }))).toBe("May do nothing yet");
  });

  test("know a profile, with approvals or without", () => {
    const { rules } = profiles["documentation-manager"];
    expect(profileOf(rules)).toBe("documentation-manager");
    expect(profileOf({ ...rules, Pages: { ...rules.Pages, requireApproval: true } })).toBe("documentation-manager");
    expect(profileOf({ ...rules, Pages: { ...rules.Pages, allowDelete: true } })).toBeUndefined();
  });

  test("say which spaces are reached", () => {
    expect(spacesInWords({ spaces: { only: ["ENG", "OPS"] } })).toBe("only ENG, OPS");
    expect(spacesInWords({ spaces: { except: ["HR"], personal: true } })).toBe("all spaces except HR");
    expect(spacesInWords({})).toBe("all spaces, but no personal ones");
  });
});

test("what to paste names this server and the key, as JSON where it has to be", () => {
  const { mcp, programs } = clientSetups("https://tributary.example.com", "trib_key");
  for (const { code } of mcp) expect(code).toContain("https://tributary.example.com");
  for (const { id, code } of mcp) if (id !== "claude-code") expect(() => JSON.parse(code)).not.toThrow();
  expect(programs.map(({ id }) => id)).toEqual(["sdk", "curl", "cli"]);
});
