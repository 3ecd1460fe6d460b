import { describe, expect, it } from "vitest";
import { boundResult } from "./bound-result.ts";

const weigh = (value: unknown) => JSON.stringify(value).length;

describe("boundResult", () => {
  it("leaves alone what fits", () => {
    const data = { items: [1, 2, 3], cursor: "c" };
    expect(boundResult(data, 1_000)).toEqual({ data, cuts: [] });
  });
  it("cuts a list between its items, and takes its cursor along", () => {
    const items = Array.from({ length: 100 }, (_, i) => ({ id: i, text: "x".repeat(100) }));
    const { data, cuts } = boundResult({ items, cursor: "c" }, 5_000);
    const [cut] = cuts;
    expect(cuts).toHaveLength(1);
    expect(cut).toMatchObject({ path: "items", total: 100, cursor: "c" });
    expect(data).toEqual({ items: items.slice(0, cut?.shown) });
    expect(cut?.rest).toEqual(items.slice(cut?.shown));
  });
  it("cuts as many long texts as it must, and loses none of them", () => {
    const change = { diff: "d ".repeat(40_000), sourceDiff: "s ".repeat(50_000), title: "T" };
    const { data, cuts } = boundResult({ summary: "S", changes: [change] }, 32_000);
    expect(weigh(data)).toBeLessThanOrEqual(33_000);
    const [shown] = (data as { changes: (typeof change)[] }).changes;
    const restOf = (path: string) => cuts.find((cut) => cut.path === path)?.rest;
    expect(`${shown?.diff}${restOf("changes.0.diff")}`).toBe(change.diff);
    expect(`${shown?.sourceDiff}${restOf("changes.0.sourceDiff")}`).toBe(change.sourceDiff);
    expect(shown?.title).toBe("T");
  });
  it("gives up on what has no heavy place, and ends", () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, "v".repeat(100)]));
    expect(boundResult(many, 1_000)).toEqual({ data: many, cuts: [] });
  });
});
