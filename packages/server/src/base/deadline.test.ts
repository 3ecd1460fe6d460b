import { EventEmitter } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { deadline, eventWithin } from "./deadline.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

it("waits no longer than it says, also when memory is collected meanwhile", async () => {
  const stopped = new AbortController();
  const emitter = new EventEmitter();
  const collecting = setInterval(collect, 5);
  for (let turn = 0; turn < 20; turn++) await eventWithin(emitter, "wake", 20, stopped.signal);
  clearInterval(collecting);
  expect(emitter.listenerCount("wake")).toBe(0);
});

it("ends with the event, and with the other signal", async () => {
  const emitter = new EventEmitter();
  const woken = eventWithin(emitter, "wake", 60_000, undefined);
  emitter.emit("wake");
  await woken;
  const stop = new AbortController();
  const stopped = eventWithin(emitter, "wake", 60_000, stop.signal);
  stop.abort();
  await stopped;
  await eventWithin(emitter, "wake", 60_000, AbortSignal.abort());
});

it("tells its own end from the other's", async () => {
  const short = deadline(1);
  await new Promise((resolve) => short.signal.addEventListener("abort", resolve));
  expect([short.expired(), (short.signal.reason as Error).name]).toEqual([true, "TimeoutError"]);
  const other = new AbortController();
  const long = deadline(60_000, other.signal);
  other.abort(new Error("enough"));
  expect([long.expired(), long.signal.reason]).toEqual([false, new Error("enough")]);
  long.clear();
});
