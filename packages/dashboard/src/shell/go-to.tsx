import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CornerDownLeft } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { agentsQuery } from "../api/agent-queries.ts";
import { tributary } from "../api/client.ts";
import { toolsQuery } from "../api/queries.ts";
import { Dialog } from "../ui/dialog.tsx";
import { inputClass } from "../ui/field.tsx";
import { OptionRow } from "../ui/option-row.tsx";
import { findPlaces, type Place, pages } from "./places.ts";

/** Goes anywhere by its name: pages, agents, meetings, tools, and a search of the knowledge. */
export function GoTo({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const agents = useQuery(agentsQuery);
  const tools = useQuery(toolsQuery);
  const meetings = useQuery({
    queryKey: ["meetings", "go-to", 50],
    queryFn: async ({ signal }) => await tributary.meetings.list({ limit: 50 }, { signal }),
  });
  const words = typed.trim();
  const more: Place[] =
    words === ""
      ? []
      : [
          ...(agents.data ?? []).map((agent) => ({
            label: agent.name,
            kind: "Agent",
            to: "/agents/$id" as const,
            params: { id: agent.id },
          })),
          ...(meetings.data?.items ?? []).map((meeting) => ({
            label: meeting.title,
            kind: "Meeting",
            to: "/meetings/$id" as const,
            params: { id: meeting.id },
          })),
          ...(tools.data ?? []).map((tool) => ({
            label: tool.title,
            kind: "Tool",
            to: "/playground" as const,
            search: { tool: tool.name },
            also: tool.name,
          })),
        ];
  const found = findPlaces([...pages, ...more], words);
  const places: Place[] =
    words === ""
      ? found
      : [...found, { label: `Search “${words}”`, kind: "Knowledge", to: "/knowledge", search: { q: words } }];
  const go = (place: Place | undefined) => {
    if (place === undefined) return;
    onClose();
    void navigate({ to: place.to, params: place.params, search: place.search ?? {} } as Parameters<typeof navigate>[0]);
  };
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setActive((at) => (at + by + places.length) % places.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(places[active]);
    }
  };
  return (
    <Dialog title="Go to" onClose={onClose}>
      <input
        type="search"
        role="combobox"
        aria-label="Where to"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={`${id}-${active}`}
        autoComplete="off"
        placeholder="A page, an agent, a meeting, a tool"
        data-autofocus
        className={`${inputClass} mt-1`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={move}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Places"
        tabIndex={-1}
        className="-mx-2 mt-2 -mb-2 h-[min(27rem,60dvh)] overflow-y-auto px-2"
      >
        {places.map((place, at) => (
          <OptionRow
            key={`${place.kind} ${place.label} ${JSON.stringify(place.params ?? place.search)}`}
            id={`${id}-${at}`}
            active={at === active}
            selected={at === active}
            onActive={() => setActive(at)}
            onChoose={() => go(place)}
          >
            <bdi className="min-w-0 truncate">{place.label}</bdi>
            <span className="ml-auto shrink-0 text-xs text-muted">{place.kind}</span>
            <CornerDownLeft
              aria-hidden
              className={`size-3.5 shrink-0 text-muted ${at === active ? "" : "invisible"}`}
            />
          </OptionRow>
        ))}
      </div>
    </Dialog>
  );
}
