import { expect, test } from "vitest";
import { findPlaces, pages } from "./places.ts";

const labels = (typed: string) => findPlaces(pages, typed).map(({ label }) => label);

test("finds a page by its name, by the words people use for it, and by where it is", () => {
  expect(labels("me")[0]).toBe("Meetings");
  expect(labels("audit")).toEqual(["Activity"]);
  expect(labels("settings members")).toEqual(["Members"]);
  expect(labels("nothing like that")).toEqual([]);
});

test("lists the first pages before anything is typed", () => {
  expect(labels("")[0]).toBe("Integrations");
  expect(labels("").length).toBe(12);
});
