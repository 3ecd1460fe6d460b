import fc from "fast-check";
import { expect, test } from "vitest";
import { stem } from "./stem.ts";

test("forms of one word have one stem", () => {
  for (const forms of [
    ["deploy", "deploys", "deployed", "deploying", "deployment", "deployments"],
    ["connect", "connected", "connecting", "connection", "connections"],
    ["relate", "related", "relating"],
    ["hope", "hoped", "hoping"],
    ["configure", "configured", "configuring"],
    ["policy", "policies"],
    ["stop", "stopped", "stopping", "stops"],
    ["general", "generally"],
  ]) {
    expect(new Set(forms.map(stem)).size, forms.join(" ")).toBe(1);
  }
});

test("words that only look alike keep apart", () => {
  for (const [one, other] of [
    ["news", "new"],
    ["bus", "busy"],
    ["general", "generate"],
  ] as const) {
    expect(stem(one)).not.toBe(stem(other));
  }
});

test("the published examples of the algorithm come out as published", () => {
  const examples = {
    consign: "consign",
    consistency: "consist",
    consolation: "consol",
    consolingly: "consol",
    knack: "knack",
    kneaded: "knead",
    knotted: "knot",
    kindly: "kind",
    knowingly: "know",
    happy: "happi",
    say: "say",
    ties: "tie",
    gaps: "gap",
    gas: "gas",
    skies: "sky",
    exceeded: "exceed",
    analogies: "analog",
    rational: "ration",
    agreed: "agre",
  };
  for (const [word, expected] of Object.entries(examples)) expect(stem(word), word).toBe(expected);
});

test("other scripts, digits and short words stay", () => {
  for (const word of ["東京", "привет", "v2", "is", "naïve", "3rd"]) expect(stem(word)).toBe(word);
});

test("a stem is never longer than its word and one letter, and never empty", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
      const stemmed = stem(word);
      expect(stemmed.length).toBeGreaterThan(0);
      expect(stemmed.length).toBeLessThanOrEqual(word.length);
    }),
  );
});
