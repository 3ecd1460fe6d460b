import { describe, expect, it } from "vitest";
import { givenInput, recordedInput } from "./recorded-input.ts";

const kept = (given: unknown) => JSON.stringify(recordedInput(givenInput(given), "excerpt"));
const headers = { Authorization: "Bearer hush", accept: "text/html" };

describe("recorded input", () => {
  it.each([
    ["an object", { headers }],
    ["JSON text", JSON.stringify({ headers })],
    ["JSON text in JSON text", JSON.stringify(JSON.stringify({ headers }))],
    ["a field of JSON text", { headers: JSON.stringify(headers) }],
    ["text that is no JSON any more", JSON.stringify({ headers }).slice(0, -3)],
    ["lists", { list: [{ apiKey: "hush" }, '{"token": "hush"}'] }],
  ])("keeps no secret of %s", (_, given) => {
    expect(kept(given)).not.toContain("hush");
  });
  it("keeps what else was given", () => {
    expect(kept(JSON.stringify({ headers }))).toContain("text/html");
    expect(kept("hello")).toBe('"hello"');
    for (const body of ["About a token.", "[A link](/x) about a token."]) expect(kept({ body })).toContain(body);
    expect(kept({ body: "x".repeat(600) })).toContain("sha256");
  });
});
