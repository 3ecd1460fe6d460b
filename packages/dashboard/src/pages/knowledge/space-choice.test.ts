import { expect, test } from "vitest";
import { keysIn, leaveOut, takeIn } from "./space-choice.ts";

test("leaving a space out and taking it in again ends where it began", () => {
  expect(leaveOut({}, "ENG")).toEqual({ excludeSpaces: ["ENG"] });
  expect(takeIn({ excludeSpaces: ["ENG"] }, "ENG")).toEqual({ excludeSpaces: null });
});

test("a list of spaces to sync follows", () => {
  const lists = { includeSpaces: ["ENG", "HR"], excludeSpaces: ["OLD"] };
  expect(leaveOut(lists, "ENG")).toEqual({ excludeSpaces: ["OLD", "ENG"], includeSpaces: ["HR"] });
  expect(takeIn(lists, "OLD")).toEqual({ excludeSpaces: null, includeSpaces: ["ENG", "HR", "OLD"] });
});

test("keysIn reads keys however they are divided, each once", () => {
  expect(keysIn(" ENG, HR;ENG\n~ada ")).toEqual(["ENG", "HR", "~ada"]);
  expect(keysIn("  ")).toBeNull();
});
