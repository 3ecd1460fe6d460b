import type { Connection } from "@tributary/sdk";
import { useId } from "react";
import { Field, Select } from "../../ui/field.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import type { FormField } from "./form-fields.ts";
import { IdPicker } from "./id-picker.tsx";

/** The field for one parameter, by its kind. */
export function ArgumentField({
  field,
  value,
  error,
  connection,
  spaceId,
  onChange,
}: {
  field: FormField;
  value: string | string[];
  error: string | undefined;
  connection: Pick<Connection, "id"> | undefined;
  /** The space chosen in the same form. */
  spaceId: string | undefined;
  onChange: (value: string | string[]) => void;
}) {
  const { name, kind, required, description, preset, options, whole } = field;
  const text = typeof value === "string" ? value : "";
  const hint = hintOf(field);
  switch (kind) {
    case "space":
    case "page":
      return (
        <IdPicker
          kind={kind}
          label={name}
          hint={hint}
          required={required}
          value={text}
          error={error}
          connection={connection}
          spaceId={spaceId}
          onChange={onChange}
        />
      );
    case "choice":
    case "flag": {
      const shown = kind === "flag" ? ["true", "false"] : options;
      const words: Record<string, string> = kind === "flag" ? { true: "yes", false: "no" } : {};
      const usual = preset === undefined ? "as it is" : `${words[String(preset)] ?? String(preset)} (default)`;
      return (
        <div>
          <Select label={name} value={text} onChange={(event) => onChange(event.target.value)}>
            <option value="">{required ? "Choose one" : usual}</option>
            {shown.map((one) => (
              <option key={one} value={one}>
                {words[one] ?? one}
              </option>
            ))}
          </Select>
          <Below hint={description} error={error} />
        </div>
      );
    }
    case "choices":
      return <Checks field={field} value={Array.isArray(value) ? value : []} onChange={onChange} />;
    case "text":
    case "lines":
    case "json":
      return (
        <div>
          <TextArea
            label={name}
            {...(hint !== undefined && { hint })}
            optional={!required}
            mono={kind === "json"}
            rows={kind === "text" ? 6 : 3}
            placeholder={kind === "json" ? (field.shape === "array" ? "[ … ]" : "{ … }") : ""}
            aria-invalid={error !== undefined || undefined}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
          <Below hint={undefined} error={error} />
        </div>
      );
    default:
      return (
        <Field
          label={name}
          {...(hint !== undefined && { hint })}
          error={error}
          required={required}
          optional={!required}
          inputMode={kind === "number" ? (whole ? "numeric" : "decimal") : "text"}
          placeholder={preset === undefined ? "" : String(preset)}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function hintOf({ description, kind, shape }: FormField): string | undefined {
  const extra =
    kind === "lines" ? "One per line." : kind === "json" ? `JSON${shape === "any" ? "" : `: an ${shape}`}.` : undefined;
  return [description, extra].filter((part) => part !== undefined).join(" ") || undefined;
}

function Below({ hint, error }: { hint: string | undefined; error: string | undefined }) {
  return (
    <>
      {hint !== undefined && <p className="mt-1.5 text-[0.8125rem] text-muted">{hint}</p>}
      {error !== undefined && <p className="mt-1.5 text-[0.8125rem] text-bad">{error}</p>}
    </>
  );
}

function Checks({
  field: { name, options, description },
  value,
  onChange,
}: {
  field: FormField;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const id = useId();
  return (
    <fieldset aria-describedby={description === undefined ? undefined : id}>
      <legend className="mb-1.5 font-medium">{name}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {options.map((option) => (
          <label key={option} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={value.includes(option)}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, option] : value.filter((one) => one !== option))
              }
            />
            {option}
          </label>
        ))}
      </div>
      {description !== undefined && (
        <p id={id} className="mt-1.5 text-[0.8125rem] text-muted">
          {description}
        </p>
      )}
    </fieldset>
  );
}
