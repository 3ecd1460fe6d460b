import type { Tool } from "@tributary/sdk";
import { Tabs } from "radix-ui";
import { Badge } from "../../ui/badge.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { EffectBadge } from "./effect-badge.tsx";
import { type Parameter, parametersOf } from "./parameters.ts";
import { snippets } from "./snippets.ts";

/** Everything there is to know about a tool before calling it. */
export function ToolDetails({ tool }: { tool: Tool }) {
  const parameters = parametersOf(tool.inputSchema);
  return (
    <div className="space-y-6">
      <div>
        <p className="flex items-center font-mono text-[0.8125rem] text-muted wrap-anywhere">
          {tool.name}
          <CopyButton text={tool.name} what="tool name" />
        </p>
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          <Badge>{tool.group}</Badge>
          <EffectBadge effect={tool.effect} />
          {tool.idempotent && tool.effect !== "read" && <Badge>safe to repeat</Badge>}
        </div>
        <p className="mt-3 text-pretty">{tool.description}</p>
      </div>

      <section aria-label="Parameters">
        <h3 className="mb-2 font-semibold">Parameters</h3>
        {parameters.length === 0 ? (
          <p className="text-muted">None.</p>
        ) : (
          <ul className="divide-y rounded-lg border">
            {parameters.map((parameter) => (
              <ParameterRow key={parameter.name} parameter={parameter} />
            ))}
          </ul>
        )}
      </section>

      <section aria-label="How to call it">
        <h3 className="mb-2 font-semibold">Call it</h3>
        <Tabs.Root defaultValue="SDK">
          <Tabs.List aria-label="Ways to call" className="mb-2 flex gap-1">
            {snippets(tool, window.location.origin).map(({ label }) => (
              <Tabs.Trigger
                key={label}
                value={label}
                className="h-8 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted hover:bg-hover data-[state=active]:bg-accent/10 data-[state=active]:text-accent"
              >
                {label}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {snippets(tool, window.location.origin).map(({ label, code }) => (
            <Tabs.Content key={label} value={label} tabIndex={-1}>
              <CodeBlock code={code} what={`${label} call`} />
            </Tabs.Content>
          ))}
        </Tabs.Root>
      </section>

      {tool.scopes.length > 0 && (
        <section aria-label="Scopes">
          <h3 className="mb-2 font-semibold">Scopes it needs</h3>
          <ul className="flex flex-wrap gap-1.5">
            {tool.scopes.map((scope) => (
              <li key={scope} className="rounded-md border bg-sunken px-2 py-0.5 font-mono text-xs wrap-anywhere">
                {scope}
              </li>
            ))}
          </ul>
        </section>
      )}

      <details>
        <summary className="w-fit rounded text-muted hover:text-ink">Schemas as JSON</summary>
        <div className="mt-3 space-y-3">
          <CodeBlock code={JSON.stringify(tool.inputSchema, null, 2)} what="input schema" />
          <CodeBlock code={JSON.stringify(tool.outputSchema, null, 2)} what="output schema" />
        </div>
      </details>
    </div>
  );
}

function ParameterRow({ parameter: { name, type, required, description, preset } }: { parameter: Parameter }) {
  return (
    <li className="px-3.5 py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <code className="font-mono text-[0.8125rem] font-semibold">{name}</code>
        <span className="text-[0.8125rem] text-muted">{type}</span>
        {required && <span className="text-xs font-medium text-warn">required</span>}
        {preset !== undefined && <span className="text-xs text-muted">default {preset}</span>}
      </p>
      {description !== undefined && <p className="mt-0.5 text-[0.8125rem] text-muted text-pretty">{description}</p>}
    </li>
  );
}
