import { validateStorage } from "@tributary/storage-format";
import { describe, expect, it } from "vitest";
import { fillPlaceholders } from "./fill-placeholders.ts";

describe("fillPlaceholders", () => {
  it("fills the variables of a template and drops their declarations", () => {
    const body =
      '<at:declarations><at:string at:name="customer" /></at:declarations><p>For <at:var at:name="customer" />, <at:var at:name="when"></at:var></p>';
    expect(fillPlaceholders(body, { customer: "R & D <3" })).toEqual({
      storage: "<p>For R &amp; D &lt;3, </p>",
      missing: ["when"],
      left: [],
      unused: [],
    });
  });

  it("fills names in braces in texts, attributes and code, each by its rules", () => {
    const body =
      '<p>{{name}} of {{ Full name }}</p><ac:link><ri:page ri:content-title="About {{name}}" /></ac:link><ac:plain-text-body><![CDATA[a < {{name}}]]></ac:plain-text-body>';
    const { storage, unused } = fillPlaceholders(body, { name: 'A "B"]]>\nC', "Full name": "D" });
    expect(storage).toBe(
      '<p>A &quot;B&quot;]]&gt;<br />C of D</p><ac:link><ri:page ri:content-title="About A &quot;B&quot;]]&gt; C" /></ac:link><ac:plain-text-body><![CDATA[a < A "B"]]]]><![CDATA[>\nC]]></ac:plain-text-body>',
    );
    expect(validateStorage(storage)).toEqual([]);
    expect(unused).toEqual([]);
  });

  it("leaves names without a value as they are, and tells them and values nothing asked for", () => {
    expect(fillPlaceholders("<p>{{a}} {{b}} {{a}} {not one}</p>", { b: "2", c: "3" })).toEqual({
      storage: "<p>{{a}} 2 {{a}} {not one}</p>",
      missing: [],
      left: ["a"],
      unused: ["c"],
    });
  });

  it("takes a moment for what never ends", () => {
    const many = 200_000;
    for (const body of [`{{${" ".repeat(many)}-`, "<".repeat(many), '<at:var at:name="a" '.repeat(many / 20)])
      expect(inTime(() => fillPlaceholders(body, { a: "b" }))).toMatchObject({ storage: body });
    const attribute = '<ri:page ri:content-title="{{a}}" />';
    expect(inTime(() => fillPlaceholders(attribute, { a: `b${" ".repeat(many)}c` })).missing).toEqual([]);
  });
});

function inTime<T>(work: () => T): T {
  const before = performance.now();
  const done = work();
  expect(performance.now() - before).toBeLessThan(2_000);
  return done;
}
