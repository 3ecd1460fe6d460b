import { useQuery } from "@tanstack/react-query";
import type { Connection } from "@tributary/sdk";
import { doctorQuery, toolsQuery } from "../../api/queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { reachOf, someOf } from "./missing-scopes.ts";

/** How many tools a connection's scopes are enough for, what is missing, and what that would enable. */
export function ScopeReach({ connection, onReconnect }: { connection: Connection; onReconnect: () => void }) {
  const { mayConnect, mayConfigure } = useRights();
  const doctor = useQuery(doctorQuery(connection.id));
  const tools = useQuery(toolsQuery);
  if (doctor.data === undefined || tools.data === undefined) return <p className="mt-2 h-5" />;
  if (!doctor.data.known) return null;
  const { usable, tools: all, missing } = reachOf(doctor.data, tools.data);
  if (missing.length === 0) return <p className="mt-2 text-[0.8125rem] text-good">Enough for all {all} tools.</p>;
  return (
    <details className="mt-2 text-[0.8125rem]">
      <summary
        className={`w-fit rounded ${doctor.data.scopeSet === null || doctor.data.scopeSet === "minimal-read" ? "text-warn" : "text-muted hover:text-ink"}`}
      >
        Enough for {usable} of {all} tools: {missing.length} {missing.length === 1 ? "scope is" : "scopes are"} missing
      </summary>
      <ul aria-label="Missing scopes" className="mt-2 max-h-64 divide-y overflow-y-auto rounded-lg border">
        {missing.map(({ scope, tools: waiting }) => (
          <li key={scope} className="px-3 py-1.5">
            <code className="font-mono text-xs wrap-anywhere">{scope}</code>
            <span className="block text-muted">would enable {someOf(waiting)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-muted text-pretty">
        {mayConfigure
          ? "Tick them for the app in Atlassian's console, then reconnect and choose a larger set."
          : "An admin ticks them for the app in Atlassian's console; then reconnect."}
      </p>
      {mayConnect && (
        <Button size="sm" className="mt-2" onClick={onReconnect}>
          Reconnect with more
          <span className="sr-only"> scopes: {connection.name}</span>
        </Button>
      )}
    </details>
  );
}
