import { useMutation } from "@tanstack/react-query";
import type { Tool, ToolResult } from "@tributary/sdk";
import { Eye, Play } from "lucide-react";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { tributary } from "../../api/client.ts";
import { useRights } from "../../api/use-me.ts";
import { EffectBadge } from "../../tools/effect-badge.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { ArgumentField } from "./argument-field.tsx";
import { CodeTabs } from "./code-tabs.tsx";
import { ConnectionChoice, useChosenConnection } from "./connection-choice.tsx";
import { argumentsOf, type Draft, draftOf } from "./draft.ts";
import { type FormField, formFields } from "./form-fields.ts";
import { RunResult } from "./run-result.tsx";
import { snippets } from "./snippets.ts";

/** One tool: what it does, a form for its parameters, what it answers, and the same call for programs. */
export function ToolPanel({
  tool,
  given,
  connectionId,
  onArguments,
  onConnection,
  onReadMore,
}: {
  tool: Tool;
  /** Arguments to begin with. */
  given: Record<string, unknown>;
  connectionId: string | undefined;
  onArguments: (args: Record<string, unknown>) => void;
  onConnection: (id: string) => void;
  onReadMore: (next: string) => void;
}) {
  const { mayAct } = useRights();
  const fields = useMemo(() => formFields(tool.inputSchema), [tool]);
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields, given));
  const [checked, setChecked] = useState(false);
  const [dryRun, setDryRun] = useState(false);
  const connections = useChosenConnection(connectionId);
  const { chosen, usable } = connections;
  const { args, problems } = argumentsOf(fields, draft);
  const written = JSON.stringify(args);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows the arguments, and nothing else.
  useEffect(() => void onArguments(args), [written]);

  const run = useMutation({
    mutationFn: ({ more, dry }: { more?: Record<string, unknown>; dry: boolean }): Promise<ToolResult> =>
      tributary.tools.execute<unknown, string>(tool.name, {
        arguments: { ...args, ...more },
        ...(chosen !== undefined && { connectionId: chosen.id }),
        ...(dry && { dryRun: true }),
      }),
  });
  const start = (event: FormEvent, dry: boolean) => {
    event.preventDefault();
    setChecked(true);
    setDryRun(dry);
    if (Object.keys(problems).length === 0) run.mutate({ dry });
  };
  const writes = tool.effect !== "read";
  const refused = writes && !mayAct;
  const [all, setAll] = useState(false);
  // The address follows what is typed: a field that was emptied must not go away.
  const [begun] = useState(given);
  const visible = all ? fields : firstFields(fields, begun);
  const space = fields.find(({ kind }) => kind === "space")?.name;
  const spaceDraft = space === undefined ? undefined : draft[space];

  return (
    <div className="space-y-6">
      <div>
        <h2 className="text-lg font-semibold tracking-tight">{tool.title}</h2>
        <p className="flex items-center font-mono text-[0.8125rem] text-muted wrap-anywhere">
          {tool.name}
          <CopyButton text={tool.name} what="tool name" />
        </p>
        <div className="mt-1 flex flex-wrap gap-1.5">
          <Badge>{tool.group}</Badge>
          <EffectBadge effect={tool.effect} />
          {tool.idempotent && writes && <Badge>safe to repeat</Badge>}
        </div>
        <p className="mt-3 max-w-2xl text-pretty">{tool.description}</p>
      </div>

      <Card className="p-5">
        <form
          noValidate
          aria-label={`Call ${tool.title}`}
          className="space-y-4"
          onSubmit={(event) => start(event, false)}
        >
          <ConnectionChoice connections={connections} onChange={onConnection} />
          {fields.length === 0 && <p className="text-muted">It takes no parameters.</p>}
          {visible.map((field) => (
            <ArgumentField
              key={field.name}
              field={field}
              value={draft[field.name] ?? ""}
              error={checked ? problems[field.name] : undefined}
              connection={chosen}
              spaceId={typeof spaceDraft === "string" && /^\d+$/.test(spaceDraft) ? spaceDraft : undefined}
              onChange={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
          {visible.length < fields.length && (
            <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => setAll(true)}>
              {fields.length - visible.length} more {fields.length - visible.length === 1 ? "parameter" : "parameters"}
            </Button>
          )}
          {refused && (
            <Notice title="A viewer changes nothing">An admin can give you another role under Settings.</Notice>
          )}
          {checked && Object.keys(problems).length > 0 && (
            <p role="alert" className="text-bad">
              Look at {Object.keys(problems).join(", ")}.
            </p>
          )}
          <div className="flex flex-wrap gap-2 pt-1">
            {writes && (
              <Button
                variant="primary"
                disabled={refused || usable?.length === 0}
                busy={run.isPending && dryRun}
                onClick={(event) => start(event, true)}
              >
                <Eye aria-hidden className="size-4" />
                Dry run
              </Button>
            )}
            <Button
              type="submit"
              variant={writes ? (tool.effect === "delete" ? "danger" : "secondary") : "primary"}
              disabled={refused || usable?.length === 0}
              busy={run.isPending && !dryRun}
            >
              <Play aria-hidden className="size-4" />
              {writes ? "Run for real" : "Run"}
            </Button>
          </div>
        </form>
      </Card>

      {run.isError && <ErrorNotice error={run.error} />}
      {run.data !== undefined && !run.isPending && (
        <RunResult
          result={run.data}
          onNextPage={(cursor) => run.mutate({ more: { cursor }, dry: false })}
          onReadMore={onReadMore}
        />
      )}

      <section aria-label="How to call it">
        <h3 className="mb-2 font-semibold">The same call from a program</h3>
        <CodeTabs
          snippets={snippets(
            {
              tool: tool.name,
              args,
              connectionId: (usable?.length ?? 0) > 1 ? chosen?.id : undefined,
              dryRun: dryRun && writes,
            },
            window.location.origin,
          )}
        />
      </section>

      <details>
        <summary className="w-fit rounded text-muted hover:text-ink">Schemas and scopes</summary>
        <div className="mt-3 space-y-3">
          {tool.scopes.length > 0 && (
            <p className="font-mono text-xs leading-relaxed text-muted wrap-anywhere">{tool.scopes.join("  ")}</p>
          )}
          <CodeBlock code={JSON.stringify(tool.inputSchema, null, 2)} what="input schema" />
          <CodeBlock code={JSON.stringify(tool.outputSchema, null, 2)} what="output schema" />
        </div>
      </details>
    </div>
  );
}

/** What the form begins with: what has to be given, what was given by the address, and a few more. */
function firstFields(fields: FormField[], given: Record<string, unknown>): FormField[] {
  if (fields.length <= 5) return fields;
  const needed = fields.filter((field) => field.required || field.name in given);
  const more = fields.filter((field) => !needed.includes(field)).slice(0, Math.max(0, 4 - needed.length));
  return fields.filter((field) => needed.includes(field) || more.includes(field));
}
