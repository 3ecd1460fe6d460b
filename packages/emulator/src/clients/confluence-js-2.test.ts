import { expect, test } from "vitest";
import { clientsInstalled, howToInstall, importClient } from "../../clients/installed.ts";
import { createTour } from "../../clients/tour.ts";
import { tourLegacy } from "../../clients/tour-legacy.ts";
import { createEmulator } from "../index.ts";
import { v1Operations } from "../v1/operations.ts";

const skips = clientsInstalled ? "" : howToInstall;
const email = "mateus@rillmark.example";

/** Listening, as the client has an HTTP stack of its own (axios). */
async function oldClient(legacyV1: boolean) {
  const emulator = await createEmulator({ seed: "demo", port: 0, legacyV1, now: () => Date.UTC(2026, 10, 20, 9) });
  const { ConfluenceClient } = await importClient("confluence-js-2/dist/esm/index.mjs");
  const apiToken = emulator.admin.createApiToken({ account: email }).id;
  const client = new ConfluenceClient({
    host: emulator.url,
    authentication: { basic: { email, apiToken } },
    noCheckAtlassianToken: true,
  });
  return { emulator, client };
}

test("confluence.js 2 reaches every removed operation behind the legacy switch", async (ctx) => {
  if (skips) ctx.skip(skips);
  const { emulator, client } = await oldClient(true);
  try {
    const { admin } = emulator;
    const [me, other] = ["mateus@rillmark.example", "anjali@rillmark.example"].map(
      (one) => admin.accounts().find((account) => account.email === one)?.id ?? "",
    );
    const tour = createTour(client);
    const seen = await tourLegacy(tour, { me: me ?? "", other: other ?? "" });
    expect(tour.failures).toEqual([]);
    expect(seen.page).toMatchObject({
      type: "page",
      title: "Old and new",
      space: { key: "OLD" },
      version: { number: 3, by: { accountId: me } },
      body: { storage: { representation: "storage", value: expect.stringContaining("<p>A newer word</p>") } },
      metadata: { labels: { results: [{ prefix: "global", name: "old" }] } },
      children: { page: { results: [] } },
    });
    expect(seen.found).toMatchObject({ totalSize: 1, results: [{ content: { title: "Old and new" } }] });
    expect(seen.file.results).toMatchObject([
      {
        title: "old.csv",
        version: { number: 3, minorEdit: true },
        extensions: { fileSize: 8, comment: "As measured" },
      },
    ]);
    expect(seen.trashed).toMatchObject({ status: "trashed", title: "Old and below" });
    const answered = new Set(admin.journal().map(({ operationId }) => operationId));
    const removed = v1Operations.filter(({ legacy }) => legacy).map(({ id }) => id);
    expect(removed.filter((id) => !answered.has(id))).toEqual([]);
    expect(admin.journal().filter(({ status }) => status >= 400)).toEqual([]);
  } finally {
    await emulator.close();
  }
});

test("confluence.js 2 is told that content and spaces are gone without the legacy switch", async (ctx) => {
  if (skips) ctx.skip(skips);
  const { emulator, client } = await oldClient(false);
  try {
    const gone = { statusCode: 410, message: expect.stringContaining("GoneException") };
    await expect(client.content.getContent({ spaceKey: "HQ" })).rejects.toMatchObject(gone);
    await expect(client.space.getSpaces()).rejects.toMatchObject(gone);
    expect(await client.users.getCurrentUser()).toMatchObject({ type: "known", email });
  } finally {
    await emulator.close();
  }
});
