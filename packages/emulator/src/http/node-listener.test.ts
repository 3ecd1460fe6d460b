import { connect } from "node:net";
import { expect, it, vi } from "vitest";
import { createEmulator } from "../create-emulator.ts";

it("says nothing when a client goes away in the middle of its request", async () => {
  const complaint = vi.spyOn(console, "error");
  const emulator = await createEmulator({ seed: "empty", port: 0 });
  const { email, apiToken } = emulator.credentials;
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once("connect", resolve));
  const authorization = Buffer.from(`${email}:${apiToken}`).toString("base64");
  socket.write(
    `POST /wiki/api/v2/pages HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Basic ${authorization}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"spa`,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await vi.waitFor(() => expect(emulator.admin.journal().at(-1)?.status).toBe(499));
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
  await emulator.close();
});
