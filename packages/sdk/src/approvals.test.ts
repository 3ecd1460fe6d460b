import { expect, it } from "vitest";
import { Tributary } from "./tributary.ts";

it("an approval is waited for as long as was said, however short the time of one request", async () => {
  const tributary = new Tributary({
    baseUrl: "http://t",
    timeoutMs: 20,
    retries: 0,
    fetch: async (_input, init) => {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, 100);
        init?.signal?.addEventListener("abort", reject);
      });
      return Response.json({ id: "apr_1", status: "done" });
    },
  });
  expect(await tributary.approvals.wait("apr_1", { seconds: 5 })).toMatchObject({ status: "done" });
});
