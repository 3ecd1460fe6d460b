import { expect, test } from "vitest";
import { createEmulator } from "./create-emulator.ts";
import { EmulatorOptionError, type EmulatorOptions } from "./options.ts";

test.each<[Record<string, unknown>, string]>([
  [{ port: -1 }, "port"],
  [{ port: 65_536 }, "port"],
  [{ port: Number("abc") }, "port"],
  [{ pages: 1_000_001, seed: "large" }, "pages"],
  [{ pages: 1.5, seed: "large" }, "pages"],
  [{ seed: "huge" }, "seed"],
  [{ seed: [] }, "seed"],
  [{ seed: 3 }, "seed"],
  [{ indexLagMs: -1 }, "indexLagMs"],
  [{ accessTokenSeconds: 0 }, "accessTokenSeconds"],
  [{ limits: { globalPoints: -1 } }, "limits"],
  [{ limits: "on" }, "limits"],
  [{ stateFile: "" }, "stateFile"],
  [{ legacyV1: "yes" }, "legacyV1"],
  [{ now: 0 }, "now"],
  [{ gone: ["movePages"] }, "gone"],
  [{ gone: { atGatewayOnly: true } }, "gone"],
])("%j is refused by the name of the option", async (options, name) => {
  const error = await createEmulator(options as EmulatorOptions).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EmulatorOptionError);
  expect((error as EmulatorOptionError).option).toBe(name);
  expect((error as EmulatorOptionError).message).toContain(`"${name}" cannot be`);
});

test("a port that is taken is told by its number", async () => {
  const first = await createEmulator({ seed: "empty", port: 0 });
  const port = Number(new URL(first.url).port);
  await expect(createEmulator({ seed: "empty", port })).rejects.toThrow(`Port ${port} is already in use.`);
  await first.close();
});

test("a large site has as many pages as asked for", async () => {
  const emulator = await createEmulator({ seed: "large", pages: 30 });
  const { email, apiToken } = emulator.credentials;
  const response = await emulator.fetch(`${emulator.url}/wiki/rest/api/search?cql=type=page&limit=1`, {
    headers: { authorization: `Basic ${btoa(`${email}:${apiToken}`)}` },
  });
  expect((await response.json()).totalSize).toBeGreaterThanOrEqual(30);
});
