import { expect, it, vi } from "vitest";
import { systemClock } from "../base/clock.ts";
import { createLog } from "../base/log.ts";
import type { Store } from "../store/store.ts";
import { createApprovalDesk } from "./approvals.ts";

it("settles an approval also when nobody can be told of it, and logs that", async () => {
  const log = { ...createLog("silent"), error: vi.fn() };
  const gone = new Error("The database is closed.");
  const approvals = { change: async () => true, get: async () => Promise.reject(gone) };
  const desk = createApprovalDesk({
    store: { approvals } as unknown as Store,
    clock: systemClock,
    log,
    fetch,
    publicUrl: () => "http://127.0.0.1",
  });
  await desk.settle("apr_1", "done", "call_1", null);
  await vi.waitFor(() =>
    expect(log.error).toHaveBeenCalledWith({ approvalId: "apr_1", err: gone }, expect.any(String)),
  );
});
