import type { Connection } from "@tributary/sdk";
import { expect, test } from "vitest";
import { mendable, unusableInWords } from "./connection-state.ts";

const connection = (status: Connection["status"], createdAt = "2026-06-15T12:00:00Z") =>
  ({ id: `${status} ${createdAt}`, status, createdAt }) as Connection;

test("mendable finds the connection that is a step from working, the newest of them", () => {
  const old = connection("expired", "2026-01-01T00:00:00Z");
  const expired = connection("expired");
  expect(mendable([connection("choose_site"), old, expired, connection("disconnected")])).toBe(expired);
  expect(mendable([connection("initiated"), connection("choose_site")])?.status).toBe("choose_site");
  expect(mendable([connection("initiated"), connection("disconnected")])).toBeUndefined();
});

test("unusableInWords is silent about a connection that works", () => {
  expect(unusableInWords({ status: "active" })).toBeUndefined();
  expect(unusableInWords({ status: "expired" })).toBe("has expired");
});
