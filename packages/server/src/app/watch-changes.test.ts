import { expect, it } from "vitest";
import { createSealer } from "../base/crypto.ts";
import { createLive } from "../base/live.ts";
import { type CallRecord, emptyRecord } from "../store/call-record.ts";
import { openStore } from "../store/store.ts";
import { watchChanges } from "./watch-changes.ts";

it("tells of a write when it begins and when it has ended", async () => {
  const store = await openStore(":memory:", createSealer([Buffer.alloc(32)]));
  const live = createLive();
  const heard: string[] = [];
  live.subscribe((topic) => heard.push(topic));
  const { calls } = watchChanges(store, live);
  const running: CallRecord = { ...emptyRecord, id: "call_1", tool: "confluence_create_page", outcome: "running" };
  await calls.begin(running);
  expect(heard).toEqual(["calls"]);
  await calls.finish({ ...running, outcome: "ok" });
  expect(heard).toEqual(["calls", "calls"]);
  await store.close();
});
