import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { closable } from "./close-server.ts";

it("closes a server without waiting for connections nobody uses, and lets what is under way end", async () => {
  const server = createServer((_, response) => void setTimeout(() => response.end("done"), 300));
  const close = closable(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const silent = connect(port, "127.0.0.1");
  silent.on("error", () => undefined);
  await once(silent, "connect");
  const asked = once(server, "request");
  // Kept alive by the client after its answer.
  const answer = fetch(`http://127.0.0.1:${port}`).then((response) => response.text());
  await asked;
  const before = performance.now();
  await close();
  expect(await answer).toBe("done");
  expect(performance.now() - before).toBeLessThan(2_000);
});
