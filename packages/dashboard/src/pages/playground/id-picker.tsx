import type { Connection } from "@tributary/sdk";
import { Keyboard, Search } from "lucide-react";
import { useState } from "react";
import { PagePicker } from "../../pickers/page-picker.tsx";
import { SpacePicker } from "../../pickers/space-picker.tsx";
import type { Choice } from "../../ui/combobox.tsx";
import { Field } from "../../ui/field.tsx";

/** A space or a page, looked up by name; or its id, key or address typed as it is. */
export function IdPicker({
  kind,
  label,
  hint,
  required,
  value,
  error,
  connection,
  spaceId,
  onChange,
}: {
  kind: "space" | "page";
  label: string;
  hint: string | undefined;
  required: boolean;
  value: string;
  error: string | undefined;
  /** Without one, ids are typed. */
  connection: Pick<Connection, "id"> | undefined;
  /** Pages of this space only. */
  spaceId: string | undefined;
  onChange: (value: string) => void;
}) {
  const [typing, setTyping] = useState(value !== "");
  const [chosen, setChosen] = useState<Choice>();
  if (typing || connection === undefined) {
    return (
      <div className="relative">
        <Field
          label={label}
          {...(hint !== undefined && { hint })}
          error={error}
          required={required}
          optional={!required}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {connection !== undefined && (
          <Switch
            onClick={() => {
              setTyping(false);
              setChosen(value === "" ? undefined : { value, label: value });
            }}
          >
            <Search aria-hidden className="size-3.5" />
            Look up<span className="sr-only"> {label}</span>
          </Switch>
        )}
      </div>
    );
  }
  const shared = {
    connection,
    label,
    required,
    ...(hint !== undefined && { hint }),
    value: chosen,
    onChange: (choice: Choice | undefined) => {
      setChosen(choice);
      onChange(choice?.value ?? "");
    },
  };
  return (
    <div className="relative">
      {kind === "space" ? <SpacePicker {...shared} /> : <PagePicker {...shared} spaceId={spaceId} />}
      {error !== undefined && <p className="mt-1.5 text-[0.8125rem] text-bad">{error}</p>}
      <Switch onClick={() => setTyping(true)}>
        <Keyboard aria-hidden className="size-3.5" />
        Type it<span className="sr-only">: {label}</span>
      </Switch>
    </div>
  );
}

function Switch({ onClick, children }: { onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="absolute top-0 right-0 inline-flex min-h-6 items-center gap-1.5 rounded text-[0.8125rem] text-muted hover:text-ink"
    >
      {children}
    </button>
  );
}
