import { Tabs } from "radix-ui";
import { CodeBlock } from "../../ui/code-block.tsx";
import type { Snippet } from "./snippets.ts";

/** The same call as programs make it, to copy. */
export function CodeTabs({ snippets }: { snippets: Snippet[] }) {
  return (
    <Tabs.Root defaultValue="curl">
      <Tabs.List aria-label="Ways to call" className="mb-2 flex gap-1">
        {snippets.map(({ label }) => (
          <Tabs.Trigger
            key={label}
            value={label}
            className="h-8 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted hover:bg-hover data-[state=active]:bg-accent/10 data-[state=active]:text-accent"
          >
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {snippets.map(({ label, code }) => (
        <Tabs.Content key={label} value={label} tabIndex={-1}>
          <CodeBlock code={code} what={`${label} call`} wrap />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
