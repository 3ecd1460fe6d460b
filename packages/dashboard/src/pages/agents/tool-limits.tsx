import { useQuery } from "@tanstack/react-query";
import { toolsQuery } from "../../api/queries.ts";
import { findTools } from "../../tools/find-tools.ts";
import { ChosenList } from "../../ui/chosen-list.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Segmented } from "../../ui/segmented.tsx";

type Lists = { allow: string[] | undefined; deny: string[] };

/** Tools by name: only some, or all but some. */
export function ToolLimits({
  allow,
  deny,
  onChange,
  readOnly,
}: Lists & { onChange: (change: Partial<Lists>) => void; readOnly: boolean }) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <div className="space-y-2.5">
        <p className="font-medium">It may use</p>
        <Segmented
          label="Tools it may use"
          value={allow === undefined ? "all" : "some"}
          onChange={(which) => onChange({ allow: which === "all" ? undefined : [] })}
          options={[
            { value: "all", label: "All of its groups" },
            { value: "some", label: "Only these" },
          ]}
        />
        {allow !== undefined && (
          <ToolList
            label="Allow a tool"
            listLabel="Allowed tools"
            names={allow}
            readOnly={readOnly}
            onChange={(names) => onChange({ allow: names })}
          />
        )}
      </div>
      <div className="space-y-2.5">
        <p className="font-medium">Never these</p>
        {readOnly && deny.length === 0 && <p className="text-muted">None.</p>}
        <ToolList
          label="Deny a tool"
          listLabel="Denied tools"
          names={deny}
          readOnly={readOnly}
          onChange={(names) => onChange({ deny: names })}
        />
      </div>
    </div>
  );
}

function ToolList({
  label,
  listLabel,
  names,
  readOnly,
  onChange,
}: {
  label: string;
  listLabel: string;
  names: string[];
  readOnly: boolean;
  onChange: (names: string[]) => void;
}) {
  const tools = useQuery(toolsQuery);
  return (
    <div className="space-y-2.5">
      <ChosenList
        label={listLabel}
        mono
        items={names.map((name) => ({ value: name, label: name }))}
        readOnly={readOnly}
        onRemove={(name) => onChange(names.filter((other) => other !== name))}
      />
      {!readOnly && (
        <Combobox
          label={label}
          required
          value={undefined}
          onChange={(choice) => choice !== undefined && onChange([...new Set([...names, choice.value])])}
          queryKey={["tool names", names, tools.data?.length]}
          placeholder="Search tools"
          find={async (typed) =>
            findTools(tools.data ?? [], typed)
              .filter(({ name }) => !names.includes(name))
              .slice(0, 100)
              .map(({ name, title }) => ({ value: name, label: title, detail: name }))
          }
        />
      )}
    </div>
  );
}
