import { expect, test } from "vitest";
import { peopleInWords } from "./people-in-words.ts";

const people = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `P${at + 1}` }));

test("names a few people, and counts those of a large meeting", () => {
  expect(peopleInWords(people(2))).toBe("P1, P2");
  expect(peopleInWords(people(6))).toBe("P1, P2, P3, P4, P5, P6");
  expect(peopleInWords(people(14))).toBe("P1, P2, P3, P4, P5 and 9 more");
});
