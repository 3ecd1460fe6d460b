import { Tabs } from "radix-ui";
import { CodeBlock, CopyValue } from "../../ui/code-block.tsx";
import { type ClientSetup, clientSetups } from "./client-setup-texts.ts";

/** What to paste where, so that a program works with this server. With a key at hand it stands in the texts. */
export function ClientSetups({ apiKey }: { apiKey?: string | undefined }) {
  const { origin } = window.location;
  const { mcp, programs } = clientSetups(origin, apiKey);
  return (
    <div className="space-y-8">
      <section aria-labelledby="mcp-clients">
        <h2 id="mcp-clients" className="font-semibold">
          MCP clients
        </h2>
        <p className="mt-1 mb-3 text-muted">
          Clients that sign in by OAuth need the address only: they ask a person for consent in the browser.
        </p>
        <CopyValue value={`${origin}/mcp`} what="MCP address" />
        <div className="mt-4">
          <Setups label="MCP clients" setups={mcp} />
        </div>
      </section>
      <section aria-labelledby="programs">
        <h2 id="programs" className="mb-3 font-semibold">
          Programs
        </h2>
        <Setups label="Programs" setups={programs} />
      </section>
      {apiKey === undefined && (
        <p className="text-muted">
          Put the agent's key in the place of <code className="font-mono text-xs">YOUR_API_KEY</code>. If it is lost,
          renew it.
        </p>
      )}
    </div>
  );
}

function Setups({ label, setups }: { label: string; setups: ClientSetup[] }) {
  return (
    <Tabs.Root defaultValue={setups[0]?.id ?? ""}>
      <Tabs.List aria-label={label} className="mb-2.5 flex flex-wrap gap-1">
        {setups.map(({ id, label: name }) => (
          <Tabs.Trigger
            key={id}
            value={id}
            className="h-8 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted hover:bg-hover data-[state=active]:bg-accent/10 data-[state=active]:text-accent"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {setups.map(({ id, label: name, where, code }) => (
        <Tabs.Content key={id} value={id} tabIndex={-1}>
          <p className="mb-2 text-[0.8125rem] text-muted text-pretty">{where}</p>
          <CodeBlock code={code} what={`${name} set-up`} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
