import { afterEach, describe, expect, it } from "vitest";
import { openSynced, type Synced } from "./open-synced.ts";

let synced: Synced | undefined;
afterEach(async () => {
  await synced?.close();
  synced = undefined;
});

describe("the first sync", () => {
  it("starts by itself when an account is connected, and makes its pages findable", async () => {
    synced = await openSynced();
    const run = await synced.ended();
    expect(run).toMatchObject({ trigger: "connect", status: "succeeded" });
    expect(run.report).toMatchObject({ did: ["load", "increment"], removed: 0, failed: 0, warnings: [] });
    const [hit] = await synced.search("headwater releases numbering");
    expect(hit).toMatchObject({ title: "Headwater releases", spaceKey: "ENG", spaceName: "Engineering" });
  });
});
