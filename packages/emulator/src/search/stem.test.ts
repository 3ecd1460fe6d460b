import { expect, test } from "vitest";
import { stem } from "./stem.ts";

test.each([
  ["caresses", "caress"],
  ["ponies", "poni"],
  ["cats", "cat"],
  ["feed", "feed"],
  ["agreed", "agre"],
  ["plastered", "plaster"],
  ["motoring", "motor"],
  ["sing", "sing"],
  ["conflated", "conflat"],
  ["troubled", "troubl"],
  ["sized", "size"],
  ["hopping", "hop"],
  ["falling", "fall"],
  ["hissing", "hiss"],
  ["filing", "file"],
  ["happy", "happi"],
  ["sky", "sky"],
  ["relational", "relat"],
  ["conditional", "condit"],
  ["digitizer", "digit"],
  ["operator", "oper"],
  ["decisiveness", "decis"],
  ["formaliti", "formal"],
  ["triplicate", "triplic"],
  ["electrical", "electr"],
  ["goodness", "good"],
  ["revival", "reviv"],
  ["allowance", "allow"],
  ["airliner", "airlin"],
  ["adjustment", "adjust"],
  ["adoption", "adopt"],
  ["effective", "effect"],
  ["probate", "probat"],
  ["rate", "rate"],
  ["cease", "ceas"],
  ["controll", "control"],
  ["roll", "roll"],
  ["deployments", "deploy"],
  ["yields", "yield"],
])("%s becomes %s", (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test("leaves digits, short words and other scripts alone", () => {
  for (const word of ["v2", "go", "größe", "日本"]) expect(stem(word)).toBe(word);
});
