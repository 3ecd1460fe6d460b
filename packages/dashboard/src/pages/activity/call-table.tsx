import type { Call } from "@tributary/sdk";
import { Card } from "../../ui/card.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { Time } from "../../ui/time.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";

const cell = "px-4 py-2 align-middle whitespace-nowrap";
const prefix = /^confluence_/;
const wide = `${cell} max-sm:hidden`;
const wider = `${cell} max-lg:hidden`;

/** Calls as rows; the tool's name opens one. Narrow screens leave out what the detail shows anyway. */
export function CallTable({ calls, onOpen }: { calls: Call[]; onOpen: (id: string) => void }) {
  return (
    <Card className="overflow-hidden">
      <table className="w-full text-left">
        <caption className="sr-only">Recorded calls, newest first</caption>
        <thead className="border-b bg-sunken text-xs text-muted">
          <tr>
            <th scope="col" className={`${cell} font-medium`}>
              Tool
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              Outcome
            </th>
            <th scope="col" className={`${wide} font-medium`}>
              Caller
            </th>
            <th scope="col" className={`${wider} font-medium`}>
              Via
            </th>
            <th scope="col" className={`${wide} text-right font-medium`}>
              Duration
            </th>
            <th scope="col" className={`${wide} text-right font-medium`}>
              When
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {calls.map((call) => (
            <tr key={call.id} className="relative transition-colors hover:bg-hover">
              <td className={`${cell} max-w-0 w-full`}>
                <button
                  type="button"
                  onClick={() => onOpen(call.id)}
                  className="block max-w-full truncate rounded font-mono text-[0.8125rem] after:absolute after:inset-0"
                >
                  {/* A phone has no room for what all names begin with. */}
                  <span className="max-sm:sr-only">{call.tool.match(prefix)?.[0]}</span>
                  {call.tool.replace(prefix, "")}
                </button>
                <span className="block truncate text-xs text-muted sm:hidden">
                  <Time value={call.at} /> · {call.caller.name}
                </span>
              </td>
              <td className={cell}>
                <OutcomeBadge outcome={call.outcome} />
              </td>
              <td className={`${wide} max-w-40 truncate`}>{call.caller.name}</td>
              <td className={`${wider} text-muted`}>{call.surface}</td>
              <td className={`${wide} text-right text-muted tabular-nums`}>
                {call.durationMs === null ? "–" : formatDuration(call.durationMs)}
              </td>
              <td className={`${wide} text-right text-muted`}>
                <Time value={call.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
