import { useQuery } from "@tanstack/react-query";
import type { CallOutcome, Effect } from "@tributary/sdk";
import { SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { agentsQuery } from "../../api/agent-queries.ts";
import type { CallSearch } from "../../api/call-queries.ts";
import { toolsQuery } from "../../api/queries.ts";
import { membersQuery } from "../../api/settings-queries.ts";
import { useMe } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Field, SearchField, Select } from "../../ui/field.tsx";
import { useMirroredText } from "../../ui/use-mirrored-text.ts";
import { useSlashKey } from "../../ui/use-slash-key.ts";
import { outcomes } from "./outcome-badge.tsx";

const periods = [
  { hours: 1, label: "Last hour" },
  { hours: 24, label: "Last 24 hours" },
  { hours: 168, label: "Last 7 days" },
  { hours: 720, label: "Last 30 days" },
] as const;

/** Narrows the record. On a phone all but the search stand behind a button. */
export function CallFilters({ search, onChange }: { search: CallSearch; onChange: (change: CallSearch) => void }) {
  const { q = "", tool, outcome, effect, caller, hours, from, to } = search;
  const me = useMe();
  const agents = useQuery(agentsQuery);
  const members = useQuery(membersQuery);
  const tools = useQuery(toolsQuery);
  const searchRef = useSlashKey<HTMLInputElement>();
  const [text, setText] = useMirroredText(q, (next) => onChange({ q: next === "" ? undefined : next }));
  const [between, setBetween] = useState(from !== undefined || to !== undefined);
  const [open, setOpen] = useState(false);
  const set = [tool, outcome, effect, caller, hours, from ?? to].filter((value) => value !== undefined).length;
  const others = members.data?.filter(({ id }) => id !== me.id) ?? [];
  const callers = [{ id: me.id, name: "Me" }, ...(agents.data ?? []), ...others];
  const unknownCaller = caller !== undefined && !callers.some(({ id }) => id === caller);
  const select = "w-full sm:w-auto sm:max-w-44";
  return (
    <search className="mb-4 block space-y-2.5">
      <div className="flex flex-wrap gap-2">
        <div className="min-w-48 flex-1">
          <SearchField
            label="Search the record"
            placeholder="Search arguments, targets, changes"
            slash
            ref={searchRef}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button className="sm:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
          <SlidersHorizontal aria-hidden className="size-4" />
          Filters{set > 0 && ` (${set})`}
        </Button>
      </div>
      <div className={`grid-cols-2 gap-2 sm:flex sm:flex-wrap ${open ? "grid" : "max-sm:hidden"}`}>
        <Select
          label="Caller"
          labelHidden
          className={select}
          value={caller ?? ""}
          onChange={(event) => onChange({ caller: event.target.value || undefined })}
        >
          <option value="">All callers</option>
          {callers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {unknownCaller && <option value={caller}>{caller}</option>}
        </Select>
        <Select
          label="Tool"
          labelHidden
          className={select}
          value={tool ?? ""}
          onChange={(event) => onChange({ tool: event.target.value || undefined })}
        >
          <option value="">All tools</option>
          {tools.data?.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
          {tool !== undefined && !tools.data?.some(({ name }) => name === tool) && <option value={tool}>{tool}</option>}
        </Select>
        <Select
          label="Outcome"
          labelHidden
          className={select}
          value={outcome ?? ""}
          onChange={(event) => onChange({ outcome: (event.target.value || undefined) as CallOutcome | undefined })}
        >
          <option value="">All outcomes</option>
          {Object.entries(outcomes).map(([value, { word }]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
        <Select
          label="Effect"
          labelHidden
          className={select}
          value={effect ?? ""}
          onChange={(event) => onChange({ effect: (event.target.value || undefined) as Effect | undefined })}
        >
          <option value="">Reads and writes</option>
          <option value="read">Reads</option>
          <option value="write">Writes</option>
          <option value="delete">Deletes</option>
        </Select>
        <Select
          label="Time"
          labelHidden
          className={select}
          value={between ? "between" : (hours ?? "")}
          onChange={({ target: { value } }) => {
            setBetween(value === "between");
            onChange({ hours: Number(value) > 0 ? Number(value) : undefined, from: undefined, to: undefined });
          }}
        >
          <option value="">Any time</option>
          {periods.map(({ hours: value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value="between">Between…</option>
        </Select>
        {between && (
          <div className="col-span-2 flex w-full gap-3">
            <Field
              label="From"
              type="date"
              max={to}
              value={from ?? ""}
              onChange={(event) => onChange({ from: event.target.value || undefined })}
            />
            <Field
              label="To"
              type="date"
              min={from}
              value={to ?? ""}
              onChange={(event) => onChange({ to: event.target.value || undefined })}
            />
          </div>
        )}
        {set > 0 && (
          <Button
            variant="ghost"
            className="max-sm:col-span-2"
            onClick={() => {
              setBetween(false);
              onChange({
                tool: undefined,
                outcome: undefined,
                effect: undefined,
                caller: undefined,
                hours: undefined,
                from: undefined,
                to: undefined,
              });
            }}
          >
            <X aria-hidden className="size-4" />
            Clear filters
          </Button>
        )}
      </div>
    </search>
  );
}
