import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineCommand } from "citty";
import { readConfig } from "../base/config.ts";
import { newId, newSecret } from "../base/ids.ts";
import { giveConsent } from "./consent.ts";
import { addSamples } from "./demo-samples.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";
import { openToCommandLine, stopOnSignal } from "./serve.ts";

const adminEmail = "admin@tributary.example";

export const demo = defineCommand({
  meta: {
    name: "demo",
    description: "Start everything with sample data: emulator, server, dashboard, a connected account",
  },
  args: {
    port: { type: "string", valueHint: "number", description: "Port of the server; 0 = any free one", default: "7350" },
    json: { type: "boolean", description: "Print one line of JSON when ready" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const dataDir = mkdtempSync(join(tmpdir(), "tributary-demo-"));
      // Both take a moment to load, so they do it at the same time.
      const [emulator] = await Promise.all([startEmulatorProcess(), import("../app/create-app.ts")]);
      const leaveNothing = () => {
        emulator.stop();
        rmSync(dataDir, { recursive: true, force: true });
      };
      await open(args, { emulator, dataDir, leaveNothing }).catch((error: unknown) => {
        leaveNothing();
        throw error;
      });
    }),
});

async function open(
  args: { port: string; json?: boolean },
  { emulator, dataDir, leaveNothing }: { emulator: EmulatorProcess; dataDir: string; leaveNothing(): void },
): Promise<void> {
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: process.env.TRIBUTARY_LOG_LEVEL ?? "warn",
    TRIBUTARY_DATA: dataDir,
    TRIBUTARY_PORT: args.port,
    ATLASSIAN_AUTH_URL: emulator.url,
    ATLASSIAN_API_URL: emulator.url,
    CONFLUENCE_CLIENT_ID: emulator.clientId,
    CONFLUENCE_CLIENT_SECRET: emulator.clientSecret,
  });
  const { createApp } = await import("../app/create-app.ts");
  const app = await createApp(config);
  const { url, localUrl } = await app.start();
  // The command line in this folder finds the demo, until another server takes its place.
  const commandLine = await openToCommandLine(app, readConfig(process.env), localUrl);
  stopOnSignal(async () => {
    commandLine.close();
    await app.stop();
    leaveNothing();
  });
  const adminPassword = newSecret().slice(0, 16);
  const { createMember } = await app.signIn();
  const admin = await createMember({
    name: "Demo admin",
    email: adminEmail,
    password: adminPassword,
    role: "admin",
  });
  const apiKey = `trib_${newSecret()}`;
  const now = Date.now();
  await app.store.apiKeys.insert(newId("key", now), apiKey, { kind: "member", id: admin.id }, "Demo", now);
  const authConfig = (await app.store.authConfigs.list()).find(({ type }) => type === "oauth2");
  if (authConfig === undefined) throw new Error("the environment's auth config is missing");
  const { id, redirectUrl } = await app.connections.initiate({ userId: admin.id, authConfig, createdBy: admin.id });
  await giveConsent(app, emulator, redirectUrl);
  const connection = await app.store.connections.get(id);
  await addSamples(app, admin, id);
  const answer = {
    url,
    mcpUrl: `${url}/mcp`,
    apiUrl: `${url}/v1`,
    emulatorUrl: emulator.url,
    apiKey,
    adminEmail,
    adminPassword,
    connectionId: id,
    userId: admin.id,
  };
  print(args.json ?? false, answer, () =>
    columns([
      [paint("green", "Tributary is ready"), paint("cyan", url)],
      ["Sign in with", `${adminEmail}   password ${adminPassword}`],
      ["Confluence (emulated)", paint("cyan", `${emulator.url}/wiki`)],
      ["Connected", `${connection.sites[0]?.name ?? ""}, as ${connection.account?.name ?? ""}`],
      ["API key", apiKey],
      ["Stop with", "Ctrl-C; nothing is left behind"],
    ]),
  );
}
