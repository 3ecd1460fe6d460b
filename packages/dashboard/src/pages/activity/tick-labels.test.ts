import { expect, test } from "vitest";
import { tickLabels } from "./tick-labels.ts";

const seconds = (...at: [month: number, day: number, hour: number, minute: number][]) =>
  at.map(([month, day, hour, minute]) => new Date(2026, month - 1, day, hour, minute).getTime() / 1000);

test("says the date at the first tick and where a day begins", () => {
  expect(tickLabels(seconds([11, 20, 20, 0], [11, 20, 22, 0], [11, 21, 0, 0], [11, 21, 2, 0]), "en-GB")).toEqual([
    "20:00\n20 Nov",
    "22:00",
    "0:00\n21 Nov",
    "2:00",
  ]);
});

test("writes times as the reader's language does", () => {
  // Between time and PM stands a space that differs from one release of Node to the next.
  expect(tickLabels(seconds([11, 20, 20, 0]), "en-US")[0]).toMatch(/^8:00\sPM\nNov 20$/);
  expect(tickLabels(seconds([11, 20, 20, 0]), "de")).toEqual(["20:00\n20. Nov."]);
});

test("names days where ticks are days apart", () => {
  expect(tickLabels(seconds([11, 19, 0, 0], [11, 20, 0, 0]), "en-US")).toEqual(["Nov 19", "Nov 20"]);
});
