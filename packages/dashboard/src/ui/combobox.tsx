import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, LoaderCircle, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { explain } from "../api/explain.ts";
import { inputClass } from "./field.tsx";
import { OptionRow } from "./option-row.tsx";
import { useSettled } from "./use-settled.ts";

export type Choice = { value: string; label: string; detail?: string };

/**
 * A field that looks up what to choose as one types: the arrows move, Enter takes, Escape closes. `queryKey` says what
 * is looked up in; `find` gets what was typed.
 */
export function Combobox({
  label,
  hint,
  required = false,
  value,
  onChange,
  queryKey,
  find,
  placeholder = "Type to search",
}: {
  label: string;
  hint?: string;
  required?: boolean;
  value: Choice | undefined;
  onChange: (value: Choice | undefined) => void;
  queryKey: readonly unknown[];
  find: (typed: string, signal: AbortSignal) => Promise<Choice[]>;
  placeholder?: string;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const asked = useSettled(typed.trim(), 150);
  const found = useQuery({
    queryKey: ["choices", ...queryKey, asked],
    queryFn: ({ signal }) => find(asked, signal),
    enabled: open,
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
  const choices = found.data ?? [];
  const choose = (choice: Choice | undefined) => {
    onChange(choice);
    setOpen(false);
    setTyped("");
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      if (open && choices.length > 0)
        setActive((at) => (at + (event.key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const choice = choices[active];
      if (choice !== undefined && !found.isPlaceholderData) choose(choice);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left the field and its list.
    <div
      className="relative"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
        {!required && <span className="ml-1.5 font-normal text-muted">optional</span>}
      </label>
      <div className="relative">
        <input
          ref={input}
          id={id}
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && choices[active] !== undefined ? `${id}-${active}` : undefined}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          aria-required={required || undefined}
          className={`${inputClass} pr-16`}
          placeholder={value?.label ?? placeholder}
          value={open ? typed : (value?.label ?? "")}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
          }}
        />
        <span className="absolute inset-y-0 right-0 flex items-center pr-2 text-muted">
          {open && found.isFetching && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
          {value !== undefined && !required && (
            <button
              type="button"
              aria-label={`Clear ${label.toLowerCase()}`}
              className="inline-flex size-7 items-center justify-center rounded hover:text-ink"
              onClick={() => choose(undefined)}
            >
              <X aria-hidden className="size-4" />
            </button>
          )}
          <ChevronDown aria-hidden className="pointer-events-none size-4" />
        </span>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!open}
        tabIndex={-1}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-64 overflow-y-auto rounded-lg border bg-surface p-1 shadow-lg"
      >
        {found.isError ? (
          <p className="px-2.5 py-2 text-bad">{explain(found.error).title}</p>
        ) : choices.length === 0 ? (
          <p className="px-2.5 py-2 text-muted">{found.isFetching ? "Looking…" : "Nothing found."}</p>
        ) : (
          choices.map((choice, at) => (
            <OptionRow
              key={choice.value}
              id={`${id}-${at}`}
              active={at === active}
              selected={choice.value === value?.value}
              onActive={() => setActive(at)}
              onChoose={() => {
                choose(choice);
                input.current?.focus();
                setOpen(false);
              }}
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{choice.label}</span>
                {choice.detail !== undefined && (
                  <span className="block truncate text-xs text-muted">{choice.detail}</span>
                )}
              </span>
              {choice.value === value?.value && <Check aria-hidden className="size-4 text-accent" />}
            </OptionRow>
          ))
        )}
      </div>
    </div>
  );
}
