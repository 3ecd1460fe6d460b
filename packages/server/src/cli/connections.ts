import type { Connection } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { isList } from "./is-list.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";

export const connections = defineCommand({
  meta: { name: "connections", description: "List the connected accounts, or show one" },
  args: {
    id: { type: "positional", description: "One connection (conn_…), in full", required: false },
    user: { type: "string", description: "Only those of this user" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const { connections: known } = connectClient(args);
      if (!isList(args.id)) {
        const connection = await known.get(args.id);
        print(args.json ?? false, connection, () => JSON.stringify(connection, null, 2));
        return;
      }
      const items = await known.list(args.user === undefined ? {} : { userId: args.user });
      print(args.json ?? false, { items }, () =>
        items.length === 0 ? "No account is connected: connect one with `tributary connect`." : table(items),
      );
    }),
});

const table = (items: readonly Connection[]) =>
  columns([
    ["connection", "name", "status", "site", "account", "user"].map((head) => paint("dim", head)),
    ...items.map(({ id, name, status, site, account, userId }) => [
      id,
      name,
      status,
      site?.name ?? "–",
      account?.name ?? "–",
      userId,
    ]),
  ]);
