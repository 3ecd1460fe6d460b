import { describe, expect, it } from "vitest";
import { endpoint } from "../confluence/endpoints.ts";
import { missingForOperations } from "../confluence/missing-scopes.ts";
import { isWrite } from "../confluence/scope-cover.ts";
import { catalogue } from "../tools/catalogue.ts";
import { examineScopes, missingScopes, scopesOf } from "./scope-doctor.ts";
import { scopeSet, scopeSets, toolsServedBy } from "./scope-sets.ts";

const minimal = scopeSet("minimal-read");
const standard = scopeSet("standard");
const everything = scopeSet("everything");

describe("scope sets", () => {
  it("stay below the fifty scopes Atlassian advises, and everything below the eighty that were too many", () => {
    expect(minimal.scopes.length).toBeLessThan(50);
    expect(standard.scopes.length).toBeLessThan(50);
    expect(everything.scopes.length).toBeLessThan(60);
  });

  it("each have the scopes of the one before, and what a connection itself needs", () => {
    for (const { scopes } of scopeSets()) expect(scopes).toEqual(expect.arrayContaining(["read:me", "offline_access"]));
    expect(standard.scopes).toEqual(expect.arrayContaining([...minimal.scopes]));
    expect(everything.scopes).toEqual(expect.arrayContaining([...standard.scopes]));
  });

  it("let nothing be changed with the minimal one", () => {
    expect(minimal.scopes.filter(isWrite)).toEqual([]);
    const writes = catalogue.filter(({ effect, endpoints }) => effect !== "read" && endpoints.length > 0);
    for (const tool of writes) {
      const writing = tool.endpoints.filter((key) => endpoint(key).effect !== "read");
      expect(missingForOperations(writing, new Set(minimal.scopes)), tool.name).not.toEqual([]);
    }
  });

  it("serve every reading tool, every tool, and every operation, but for what only administrators or writers may ask", () => {
    const broken = (scopes: readonly string[]) => catalogue.filter((tool) => missingScopes(tool, scopes).length > 0);
    const closedTo = (test: RegExp) => (tool: (typeof catalogue)[number]) =>
      tool.endpoints.some((key) => {
        const { scopes } = endpoint(key);
        return scopes.length > 0 && scopes.every((set) => set.some((scope) => test.test(scope)));
      });
    const reading = broken(minimal.scopes).filter(({ effect }) => effect === "read");
    expect(reading.filter((tool) => !closedTo(/^write:|audit-log|:configuration:|^manage:/)(tool))).toEqual([]);
    expect(broken(standard.scopes).filter((tool) => !closedTo(/audit-log|:configuration:|^manage:/)(tool))).toEqual([]);
    expect(broken(everything.scopes)).toEqual([]);
    expect(toolsServedBy(everything)).toBe(catalogue.length);
    expect(everything.operations.length).toBeGreaterThan(340);
  });

  it("are where the scopes of a tool come from", () => {
    for (const tool of catalogue) {
      const { scopes } = missingScopes(tool, standard.scopes).length === 0 ? standard : everything;
      for (const scope of scopesOf(tool)) expect(scopes, tool.name).toContain(scope);
      expect(missingScopes(tool, scopesOf(tool)), tool.name).toEqual([]);
    }
  });
});

describe("examineScopes", () => {
  it("tells which set a grant has, and what every tool misses", () => {
    expect(examineScopes(standard.scopes).scopeSet).toBe("standard");
    const examined = examineScopes(minimal.scopes);
    expect(examined.scopeSet).toBe("minimal-read");
    const missing = Object.fromEntries(examined.tools.map(({ name, missingScopes: of }) => [name, of]));
    expect(missing.confluence_get_page).toEqual([]);
    expect(missing.confluence_create_page).toContain("write:page:confluence");
    expect(examined.scopeSets.map(({ name, missingScopes: of }) => [name, of.length > 0])).toEqual([
      ["minimal-read", false],
      ["standard", true],
      ["everything", true],
    ]);
  });

  it("assumes everything of a grant that is not known", () => {
    const { scopeSet: set, tools } = examineScopes([]);
    expect(set).toBeNull();
    expect(tools.flatMap(({ missingScopes: of }) => of)).toEqual([]);
  });
});
