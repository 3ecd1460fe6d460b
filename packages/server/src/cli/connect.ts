import { isCancel, password, select } from "@clack/prompts";
import type { Connection, ScopeSetName, Tributary } from "@tributary/sdk";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { clientArgs, connectClient } from "./client.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

export const connect = defineCommand({
  meta: { name: "connect", description: "Connect an Atlassian account, by consent in a browser or with an API token" },
  args: {
    user: { type: "string", description: "Id of the person in your own product (default: yourself)" },
    name: { type: "string", description: "Name of the connection" },
    "auth-config": { type: "string", description: "Auth config to use (default: the only one)" },
    scopes: {
      type: "enum",
      options: ["minimal-read", "standard", "everything"],
      description: "Set of scopes to ask for, instead of the auth config's",
    },
    site: { type: "string", description: "Site to choose when several are granted: id, name or URL" },
    "site-url": {
      type: "string",
      description: "With an API token: address of the site, such as https://example.atlassian.net",
    },
    email: { type: "string", description: "With an API token: the account's e-mail address" },
    timeout: { type: "string", valueHint: "number", description: "Seconds to wait for the consent", default: "600" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const common = {
        ...(args.user !== undefined && { userId: args.user }),
        ...(args.name !== undefined && { name: args.name }),
        ...(args["auth-config"] !== undefined && { authConfigId: args["auth-config"] }),
      };
      if (args["site-url"] !== undefined) {
        if (args.scopes !== undefined) throw ownScopes();
        const connection = await client.connections.createWithApiToken({
          ...common,
          siteUrl: args["site-url"],
          email: required(args.email, "--email"),
          apiToken: await readApiToken(),
        });
        print(args.json ?? false, connection, () => connected(connection));
        return;
      }
      const request = await client.connections.initiate({
        ...common,
        // The server knows which sets there are.
        ...(args.scopes !== undefined && { scopeSet: args.scopes as ScopeSetName }),
      });
      process.stderr.write(
        `Open this address in a browser and give your consent:\n\n  ${paint("cyan", request.redirectUrl)}\n\nWaiting…\n`,
      );
      const connection = await waitForSite(client, request.id, Number(args.timeout) * 1000, args.site);
      print(args.json ?? false, connection, () => connected(connection));
    }),
});

async function waitForSite(
  client: Tributary,
  id: string,
  timeoutMs: number,
  wanted: string | undefined,
): Promise<Connection> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const connection = await client.connections.get(id, { waitSeconds: 15 });
    if (connection.status === "active") return connection;
    if (connection.status === "choose_site") {
      const siteId = await chooseSite(connection, wanted);
      if (siteId !== undefined) return client.connections.chooseSite(id, siteId);
    } else if (connection.status !== "initiated") {
      throw new TributaryError(
        "connection_not_ready",
        connection.statusReason ?? `The connection is ${connection.status}.`,
        { hint: "Run the command again to try once more." },
      );
    }
    if (Date.now() > deadline)
      throw new TributaryError("timeout", "Nobody gave consent in time.", {
        hint: "Run the command again; the link works for ten minutes.",
      });
  }
}

/** The site named, the one picked at the terminal, or nothing: then it is picked in the browser. */
async function chooseSite({ sites }: Connection, wanted: string | undefined): Promise<string | undefined> {
  if (wanted !== undefined) {
    const site = sites.find(({ id, name, url }) => [id, name, url].includes(wanted));
    if (site !== undefined) return site.id;
    throw new TributaryError("site_required", `The site ${wanted} was not granted.`, {
      hint: `Granted: ${sites.map(({ name }) => name).join(", ")}.`,
    });
  }
  if (!process.stdin.isTTY) return undefined;
  const picked = await select({
    message: "Which site shall calls go to?",
    options: sites.map(({ id, name, url }) => ({ value: id, label: name, hint: url })),
  });
  if (isCancel(picked))
    throw new TributaryError("cancelled", "No site was chosen.", { hint: "Choose it later in the dashboard." });
  return picked;
}

/** From the environment or typed unseen, never from the command line, which other users of the machine can see. */
async function readApiToken(): Promise<string> {
  const given = process.env.ATLASSIAN_API_TOKEN;
  if (given !== undefined && given !== "") return given;
  if (!process.stdin.isTTY)
    throw new TributaryError("invalid_input", "No API token was given.", { hint: "Set ATLASSIAN_API_TOKEN." });
  const typed = await password({ message: "API token" });
  if (isCancel(typed)) throw new TributaryError("cancelled", "No API token was given.");
  return typed;
}

function ownScopes(): TributaryError {
  return new TributaryError("invalid_input", "--scopes is for consent: an API token has scopes of its own.", {
    hint: "Leave --scopes out, and give the token its scopes where it is made.",
  });
}

function required(value: string | undefined, flag: string): string {
  if (value !== undefined) return value;
  throw new TributaryError("invalid_input", `${flag} is missing.`, {
    hint: "An API token belongs to the e-mail address of its account.",
  });
}

function connected({ name, id, site, account }: Connection): string {
  return `${paint("green", "Connected")} ${name} (${id}): ${site?.name ?? "no site"} ${site?.url ?? ""} as ${account?.name ?? "an account"}`;
}
