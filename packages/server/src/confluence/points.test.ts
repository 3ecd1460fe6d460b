import { expect, it } from "vitest";
import { pointsOf } from "./points.ts";

const read = (json: unknown, endpoint: Parameters<typeof pointsOf>[1] = "getPages") =>
  pointsOf({ method: "GET", status: 200 }, endpoint, json);

it("costs one a request and one for each object read, two for people, groups and permissions", () => {
  expect(read({ id: "1" }, "getPageById")).toBe(2);
  expect(read({ accountId: "1" }, "v1.getCurrentUser")).toBe(3);
  expect(read({ results: Array.from({ length: 250 }) })).toBe(251);
  expect(read({ results: [] })).toBe(1);
  expect(read({ results: [1, 2] }, "v1.getGroups")).toBe(5);
  expect(read(undefined, undefined)).toBe(2);
});

it("costs one for a write or a refusal, and nothing for a 429", () => {
  expect(pointsOf({ method: "POST", status: 200 }, "createPage", { results: [1, 2] })).toBe(1);
  expect(pointsOf({ method: "GET", status: 404 }, "getPageById", undefined)).toBe(1);
  expect(pointsOf({ method: "GET", status: 429 }, "getPageById", undefined)).toBe(0);
});
