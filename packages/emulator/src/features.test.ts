import { expect, it } from "vitest";
import { featuresOf, plainFeatures, readFeatures, setFeatures } from "./features.ts";
import { captureSite, createSite, restoreSite } from "./state/site.ts";

const site = () => createSite({ cloudId: "c", name: "n", prefix: "" });

it("begins with a plain site and changes only what is named", () => {
  const one = site();
  expect(featuresOf(one)).toEqual(plainFeatures);
  expect(setFeatures(one, { premium: true })).toEqual({ ...plainFeatures, premium: true });
  expect(setFeatures(one, { spaceRoleMode: "ROLES" })).toMatchObject({ premium: true, spaceRoleMode: "ROLES" });
});

it("goes back with a snapshot", () => {
  const one = site();
  const before = captureSite(one);
  setFeatures(one, { redaction: true });
  restoreSite(one, before);
  expect(featuresOf(one).redaction).toBe(false);
});

it("reads changes from JSON and refuses names and values there are none of", () => {
  expect(readFeatures({ appAccessBlocked: ["TEAM"] })).toEqual({ appAccessBlocked: ["TEAM"] });
  for (const bad of [null, [], { fast: true }, { premium: 1 }, { spaceRoleMode: "SOME" }, { toString: true }]) {
    expect(() => readFeatures(bad), JSON.stringify(bad)).toThrow();
  }
});
