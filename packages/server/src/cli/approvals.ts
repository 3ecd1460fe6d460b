import type { Approval } from "@tributary/sdk";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { clientArgs, connectClient } from "./client.ts";
import { isList } from "./is-list.ts";
import { columns, paint, print } from "./output.ts";
import { readJsonInput } from "./read-input.ts";
import { run } from "./run.ts";

export const approvals = defineCommand({
  meta: {
    name: "approvals",
    description: "List writes that wait for a person, look at one, approve or deny it",
  },
  args: {
    id: { type: "positional", description: "Approval to look at or decide", required: false },
    approve: { type: "boolean", description: "Say yes: it is run now" },
    deny: { type: "boolean", description: "Say no" },
    comment: { type: "string", description: "Told to the agent" },
    input: { type: "string", description: "With --approve: other arguments: JSON, @file, or - for standard input" },
    status: {
      type: "enum",
      options: ["pending", "approved", "done", "failed", "unknown", "denied", "expired", "all"],
      description: "Only those of this status",
      default: "pending",
    },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const { approvals: desk } = connectClient(args);
      const json = args.json ?? false;
      const id = isList(args.id) ? undefined : args.id;
      if (id === undefined && (args.approve || args.deny))
        throw new TributaryError("invalid_input", "Which approval is decided was not said.", {
          hint: "Name it: tributary approvals apr_… --approve. `tributary approvals` lists those that wait.",
        });
      if (id === undefined) {
        const all: Approval[] = [];
        const status = args.status === "all" ? {} : { status: args.status as Approval["status"] };
        for await (const approval of desk.list(status)) all.push(approval);
        print(json, { items: all }, () => (all.length === 0 ? "Nothing waits for a person." : table(all)));
        return;
      }
      if (args.approve && args.deny)
        throw new TributaryError("invalid_input", "Both --approve and --deny were given.", { hint: "Choose one." });
      const comment = args.comment === undefined ? {} : { comment: args.comment };
      const decided = args.approve
        ? await desk.approve(id, {
            ...comment,
            ...(args.input !== undefined && { arguments: await readJsonInput(args.input) }),
          })
        : args.deny
          ? await desk.deny(id, comment)
          : await desk.get(id);
      print(json, decided, () => inWords(decided));
    }),
});

const table = (all: Approval[]) =>
  columns(all.map(({ id, status, agent, preview }) => [id, status, agent.name, preview.summary]));

function inWords(approval: Approval): string {
  const { preview } = approval;
  const lines = [
    paint("bold", preview.summary),
    `${approval.status}, asked by ${approval.agent.name} at ${approval.createdAt}${approval.reason === null ? "" : `: ${approval.reason}`}`,
    ...(preview.irreversible === undefined ? [] : [paint("yellow", `Cannot be undone: ${preview.irreversible}.`)]),
  ];
  for (const { kind, title, url, before, after, diff } of preview.changes) {
    lines.push("", `${kind} ${title ?? ""} ${paint("dim", url ?? "")}`.trimEnd());
    for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
      if (name !== "body") lines.push(`  ${name}: ${value(before?.[name])} → ${value(after?.[name])}`);
    }
    if (diff !== undefined) lines.push(...diff.split("\n").map(colour));
  }
  if (approval.decidedBy !== null)
    lines.push("", `Decided by ${approval.decidedBy.name}${approval.comment === null ? "" : `: ${approval.comment}`}`);
  if (approval.status === "pending") lines.push("", `Approve with: tributary approvals ${approval.id} --approve`);
  return lines.join("\n");
}

const value = (of: unknown) => (of === undefined ? "–" : typeof of === "string" ? of : JSON.stringify(of));

const colour = (line: string) =>
  line.startsWith("+") ? paint("green", line) : line.startsWith("-") ? paint("red", line) : line;
