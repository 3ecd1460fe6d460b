import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import { inputClass } from "../../ui/field.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { ApiRequest } from "./api-request.ts";
import { readSaved, type SavedRequest, withSaved, writeSaved } from "./saved-requests.ts";

/** The requests kept in this browser: take one up again, keep the present one, remove one. */
export function SavedList({ request, onTake }: { request: ApiRequest; onTake: (request: ApiRequest) => void }) {
  const toast = useToast();
  const [saved, setSaved] = useState<SavedRequest[]>(() => readSaved(localStorage));
  const [name, setName] = useState("");
  const keep = (next: SavedRequest[]) => {
    setSaved(next);
    if (!writeSaved(localStorage, next)) toast.failed(new Error("This browser keeps nothing for this page."));
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    keep(withSaved(saved, { name: name.trim(), request }));
    setName("");
  };
  return (
    <section aria-labelledby="saved">
      <h2 id="saved" className="mb-2 font-semibold">
        Saved requests
      </h2>
      {saved.length === 0 ? (
        <p className="text-[0.8125rem] text-muted">None yet. They stay in this browser.</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {saved.map((one) => (
            <li key={one.name} className="flex items-center gap-1 pr-1">
              <button
                type="button"
                onClick={() => onTake(one.request)}
                className="min-w-0 flex-1 rounded-lg px-3 py-2 text-left hover:bg-hover"
              >
                <span className="block truncate font-medium">{one.name}</span>
                <span className="block truncate font-mono text-xs text-muted">
                  {one.request.method} {one.request.path}
                </span>
              </button>
              <IconButton
                label={`Remove ${one.name}`}
                onClick={() => {
                  keep(saved.filter((other) => other !== one));
                  toast.done(`${one.name} is removed`);
                }}
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <form className="mt-3 flex gap-2" onSubmit={save}>
        <input
          aria-label="Name to save this request under"
          placeholder="Name"
          required
          maxLength={80}
          pattern=".*\S.*"
          className={`${inputClass} h-8!`}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" size="sm">
          Save
        </Button>
      </form>
    </section>
  );
}
