import { describe, expect, test } from "vitest";
import { offersFor } from "./connection-actions.tsx";

const site = (id: string) => ({ id, name: id, url: `https://${id}.atlassian.net` });
const words = (...args: Parameters<typeof offersFor>) =>
  offersFor(...args).map(({ word, primary }) => (primary ? `[${word}]` : word));

describe("offersFor", () => {
  test("offers what a connection waits for first", () => {
    const sites = [site("a"), site("b")];
    expect(words({ status: "initiated", type: "oauth2", sites: [] })).toEqual(["[Continue]", "Discard"]);
    expect(words({ status: "choose_site", type: "oauth2", sites })[0]).toBe("[Choose site]");
    expect(words({ status: "expired", type: "oauth2", sites })[0]).toBe("[Reconnect]");
    expect(words({ status: "disconnected", type: "oauth2", sites })).toEqual(["[Reconnect]"]);
  });

  test("offers a change of site only where there is another one", () => {
    expect(words({ status: "active", type: "oauth2", sites: [site("a")] })).not.toContain("Change site");
    expect(words({ status: "active", type: "oauth2", sites: [site("a"), site("b")] })).toContain("Change site");
  });

  test("never offers a new consent for an API token", () => {
    for (const status of ["active", "expired", "disconnected"] as const) {
      expect(words({ status, type: "api_token", sites: [] }).join()).not.toMatch(/Reconnect/);
    }
  });
});
