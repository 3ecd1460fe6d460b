import type { Connection, Tool, Tributary } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

type Check = { name: string; state: "ok" | "warning" | "failed"; message: string; hint?: string };

export const doctor = defineCommand({
  meta: { name: "doctor", description: "Check the server, the connections and the scopes they were granted" },
  args: clientArgs,
  run: ({ args }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const checks = await examine(client);
      if (checks.some(({ state }) => state === "failed")) process.exitCode = 1;
      print(args.json ?? false, { checks }, () => checks.map(line).join("\n"));
    }),
});

async function examine(client: Tributary): Promise<Check[]> {
  const { version } = await client.health();
  const me = await client.me();
  const checks: Check[] = [
    { name: "server", state: "ok", message: `Tributary ${version} answers` },
    { name: "caller", state: "ok", message: `You are ${me.name} (${me.kind})` },
  ];
  const authConfigs = await client.authConfigs.list();
  if (!authConfigs.some(({ type }) => type === "oauth2")) {
    checks.push({
      name: "auth config",
      state: "warning",
      message: "No OAuth app is set up",
      hint: "Set CONFLUENCE_CLIENT_ID and CONFLUENCE_CLIENT_SECRET, or add one in the dashboard.",
    });
  }
  const connections = (await client.connections.list()).filter(({ status }) => status !== "disconnected");
  if (connections.length === 0) {
    checks.push({
      name: "connections",
      state: "warning",
      message: "No account is connected",
      hint: "Run tributary connect.",
    });
  }
  const tools = await client.tools.get();
  for (const connection of connections) checks.push(...(await examineConnection(client, connection, tools)));
  return checks;
}

async function examineConnection(client: Tributary, connection: Connection, tools: Tool[]): Promise<Check[]> {
  const name = `connection ${connection.name}`;
  if (connection.status !== "active") {
    const message = `It is ${connection.status}${connection.statusReason ? `: ${connection.statusReason}` : ""}`;
    // A consent that was begun and not finished harms nobody.
    const waiting = connection.status === "initiated";
    return [
      {
        name,
        state: waiting ? "warning" : "failed",
        message,
        hint: waiting ? "Open its link in a browser, or disconnect it." : "Reconnect it, or choose its site.",
      },
    ];
  }
  const answer = await client.tools.execute("confluence_get_current_user", { connectionId: connection.id });
  if (!answer.successful)
    return [
      {
        name,
        state: "failed",
        message: answer.error.message,
        ...(answer.error.hint !== undefined && { hint: answer.error.hint }),
      },
    ];
  const { name: person } = answer.data as { name: string };
  const checks: Check[] = [{ name, state: "ok", message: `${person} at ${connection.site?.url}` }];
  if (connection.type === "api_token") return checks;
  const granted = new Set(connection.scopes);
  for (const tool of tools) {
    const missing = tool.scopes.filter((scope) => !granted.has(scope));
    if (missing.length === 0) continue;
    checks.push({
      name: tool.name,
      state: "warning",
      message: `cannot work without ${missing.join(", ")}`,
      hint: "Add the scope to the OAuth app and the auth config, then reconnect.",
    });
  }
  return checks;
}

function line({ name, state, message, hint }: Check): string {
  const mark = { ok: paint("green", "ok     "), warning: paint("yellow", "warning"), failed: paint("red", "failed ") }[
    state
  ];
  return `${mark} ${paint("bold", name)}: ${message}${hint === undefined ? "" : `\n        ${hint}`}`;
}
