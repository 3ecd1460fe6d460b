import { expect, test } from "vitest";
import { namedTargets, targetsInWords } from "./targets-in-words.ts";

test("targetsInWords names the first and counts the others", () => {
  expect(targetsInWords({ targets: [] })).toBe("");
  expect(targetsInWords({ targets: [{ kind: "page", ref: "ENG:Sluice" }], changes: null })).toBe("ENG:Sluice");
  expect(targetsInWords({ targets: [{ kind: "page", ref: "1" }, { kind: "page", ref: "2" }, null] })).toBe(
    "1 and 1 more",
  );
});

test("targetsInWords prefers the title of what was changed to its id", () => {
  const targets = [{ kind: "page", ref: "93575" }];
  expect(targetsInWords({ targets, changes: [{ kind: "page", id: "93575", title: "Runbook" }] })).toBe("Runbook");
});

test("lists what was named by kind and name, unless something is neither", () => {
  const page = { kind: "page", ref: "ENG:Runbook" };
  expect(namedTargets([page, { kind: "space", ref: "ENG", more: 1 }])).toEqual([page, { kind: "space", ref: "ENG" }]);
  expect(namedTargets([page, { kind: "query" }])).toBeUndefined();
  expect(namedTargets([])).toEqual([]);
});
