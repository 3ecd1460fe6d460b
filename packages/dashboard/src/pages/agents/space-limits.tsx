import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { spacesQuery } from "../../pickers/space-picker.tsx";
import { Button } from "../../ui/button.tsx";
import { ChosenList } from "../../ui/chosen-list.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Field } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import type { AgentDraft } from "./agent-draft.ts";

type Spaces = AgentDraft["spaces"];

const modes = [
  { value: "all", label: "All" },
  { value: "only", label: "Only these" },
  { value: "except", label: "All but these" },
] as const;

/** Which spaces an agent reaches. They are looked up through its connection; without one their keys are typed. */
export function SpaceLimits({
  spaces,
  connectionId,
  onChange,
  readOnly,
}: {
  spaces: Spaces;
  connectionId: string | undefined;
  onChange: (spaces: Spaces) => void;
  readOnly: boolean;
}) {
  const { mode, keys, personal } = spaces;
  // Asked for once somebody looks for a space; only for names until then.
  const known = useQuery({ ...spacesQuery(connectionId ?? ""), enabled: false });
  const named = keys.map((key) => {
    const space = known.data?.find((one) => one.key === key || one.id === key);
    return { value: key, label: space === undefined ? key : `${space.name} (${space.key})` };
  });
  const add = (key: string) => onChange({ ...spaces, keys: [...new Set([...keys, key])] });
  return (
    <div className="space-y-4">
      <Segmented
        label="Spaces it reaches"
        value={mode}
        onChange={(next) => onChange({ ...spaces, mode: next })}
        options={modes}
      />
      {mode !== "all" && (
        <div className="max-w-md space-y-2.5">
          <ChosenList
            label="Chosen spaces"
            items={named}
            readOnly={readOnly}
            onRemove={(key) => onChange({ ...spaces, keys: keys.filter((other) => other !== key) })}
          />
          {!readOnly &&
            (connectionId === undefined ? <KeyField onAdd={add} /> : <Lookup {...{ connectionId, add, keys }} />)}
        </div>
      )}
      {mode !== "only" && (
        <label className="flex w-fit items-center gap-2.5">
          <input
            type="checkbox"
            checked={personal}
            onChange={(event) => onChange({ ...spaces, personal: event.target.checked })}
            className="size-4 accent-accent"
          />
          Personal spaces too
        </label>
      )}
    </div>
  );
}

function Lookup({
  connectionId,
  add,
  keys,
}: {
  connectionId: string;
  add: (key: string) => void;
  keys: readonly string[];
}) {
  const client = useQueryClient();
  return (
    <Combobox
      label="Add a space"
      required
      value={undefined}
      onChange={(choice) => choice !== undefined && add(choice.value)}
      queryKey={["space keys", connectionId, keys]}
      placeholder="Search by name or key"
      find={async (typed) => {
        const spaces = await client.fetchQuery(spacesQuery(connectionId));
        const words = typed.toLowerCase();
        return spaces
          .filter(({ key, name }) => !keys.includes(key) && `${name} ${key}`.toLowerCase().includes(words))
          .slice(0, 100)
          .map(({ key, name, type }) => ({
            value: key,
            label: name,
            detail: type === "personal" ? "Personal space" : key,
          }));
      }}
    />
  );
}

function KeyField({ onAdd }: { onAdd: (key: string) => void }) {
  const [key, setKey] = useState("");
  const take = () => {
    if (key.trim() !== "") onAdd(key.trim());
    setKey("");
  };
  return (
    <div className="flex items-start gap-2">
      <Field
        label="Key of a space"
        hint="Choose a connection to look spaces up by name."
        className="flex-1"
        value={key}
        onChange={(event) => setKey(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          take();
        }}
      />
      <Button className="mt-6.5" onClick={take}>
        Add
      </Button>
    </div>
  );
}
