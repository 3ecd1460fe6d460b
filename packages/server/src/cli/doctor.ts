import type { Connection, ConnectionDoctor, RateLedger, ScopeSet, Tributary } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

type Check = { name: string; state: "ok" | "warning" | "failed"; message: string; hint?: string };

/** What was looked at, beside the checks in words. */
type Findings = {
  checks: Check[];
  connections: ({ id: string; name: string } & ConnectionDoctor)[];
  rateBudget: RateLedger[];
};

export const doctor = defineCommand({
  meta: {
    name: "doctor",
    description:
      "Check the server, the connections, the scopes they were granted, and what is left of Atlassian's limits",
  },
  args: clientArgs,
  run: ({ args }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const findings = await examine(client);
      if (findings.checks.some(({ state }) => state === "failed")) process.exitCode = 1;
      print(args.json ?? false, findings, () => findings.checks.map(line).join("\n"));
    }),
});

async function examine(client: Tributary): Promise<Findings> {
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
  const sets = await client.scopeSets.list();
  const examined: Findings["connections"] = [];
  for (const connection of connections) {
    checks.push(...(await examineConnection(client, connection)));
    if (connection.status !== "active") continue;
    const scopes = await client.connections.doctor(connection.id);
    checks.push(...scopeChecks(connection, scopes, sets));
    examined.push({ id: connection.id, name: connection.name, ...scopes });
  }
  // Agents are not told how busy others are.
  const rateBudget = me.kind === "member" ? await client.rateBudget() : [];
  checks.push(...rateBudget.map(rateCheck));
  return { checks, connections: examined, rateBudget };
}

async function examineConnection(client: Tributary, connection: Connection): Promise<Check[]> {
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
  return [{ name, state: "ok", message: `${person} at ${connection.site?.url}` }];
}

/** Which set of scopes a connection has, and for each set of missing scopes the tools that may need them. */
function scopeChecks(connection: Connection, { known, scopeSet, tools }: ConnectionDoctor, sets: ScopeSet[]): Check[] {
  const name = `scopes of ${connection.name}`;
  if (!known)
    return [
      { name, state: "ok", message: "An API token carries its own; whether they are enough is found out by trying" },
    ];
  const byMissing = new Map<string, string[]>();
  for (const { name: tool, missingScopes } of tools) {
    if (missingScopes.length === 0) continue;
    const missing = missingScopes.join(" ");
    byMissing.set(missing, [...(byMissing.get(missing) ?? []), tool]);
  }
  const set = scopeSet === null ? "fewer than the set minimal-read" : `the set ${scopeSet}`;
  return [
    { name, state: "ok", message: `${connection.scopes.length} were granted: ${set}` },
    ...[...byMissing].map(([missing, without]): Check => {
      const larger = sets.find(({ scopes }) => missing.split(" ").every((scope) => scopes.includes(scope)));
      return {
        name: missing,
        // What the standard set leaves out, it leaves out on purpose.
        state: scopeSet === "standard" ? "ok" : "warning",
        message: `not granted; may be needed by ${without.join(", ")}`,
        hint: `Add it to the OAuth app and reconnect${larger === undefined ? "" : `; the set ${larger.name} has it`}.`,
      };
    }),
  ];
}

/** What is left of the points, what is paused and what is slowed. */
function rateCheck({ app, site, points, requests, quotas, paused, slowed }: RateLedger): Check {
  const name = `limits of ${app.name} at ${site.name}`;
  const sent = `${requests} requests, about ${points} points this hour`;
  if (paused !== null)
    return { name, state: "warning", message: `${sent}; paused until ${paused.until} (${paused.reason})` };
  const left = quotas.map((quota) => `${quota.remaining} of ${quota.limit} left until ${quota.resetAt}`);
  const slow = slowed.map(({ endpoint, gapMs }) => `${endpoint} slowed to one in ${gapMs} ms`);
  const low = quotas.some(({ enforced, remaining, reserved }) => enforced && remaining <= reserved);
  return {
    name,
    state: low || slowed.length > 0 ? "warning" : "ok",
    message: [sent, ...left, ...slow].join("; "),
    ...(low && { hint: "Syncs wait until then: what is left is kept for calls somebody waits for." }),
  };
}

function line({ name, state, message, hint }: Check): string {
  const mark = { ok: paint("green", "ok     "), warning: paint("yellow", "warning"), failed: paint("red", "failed ") }[
    state
  ];
  return `${mark} ${paint("bold", name)}: ${message}${hint === undefined ? "" : `\n        ${hint}`}`;
}
