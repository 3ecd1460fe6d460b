import type { Source } from "@tributary/sdk";
import { useId, useState } from "react";
import { useSync } from "../../sync/use-sync.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, inputClass } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";
import { keysIn } from "./space-choice.ts";

/** What of a source is synced, and how often. */
export function SettingsDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const { settings, name, kind, spaces } = source;
  const { change } = useSync(source);
  const toast = useToast();
  const formId = useId();
  const [only, setOnly] = useState(settings.includeSpaces !== undefined);
  const [include, setInclude] = useState((settings.includeSpaces ?? []).join(", "));
  const [exclude, setExclude] = useState((settings.excludeSpaces ?? []).join(", "));
  const [comments, setComments] = useState(settings.comments);
  const [shared, setShared] = useState(settings.shared);
  const [minutes, setMinutes] = useState(String(settings.intervalMinutes));
  const known = spaces
    .map(({ key }) => key)
    .slice(0, 8)
    .join(", ");
  return (
    <Dialog
      title={`What is synced of ${name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={change.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          const ofSpaces =
            kind === "confluence"
              ? { includeSpaces: only ? keysIn(include) : null, excludeSpaces: keysIn(exclude), comments }
              : { shared };
          change.mutate(
            { ...ofSpaces, intervalMinutes: Number(minutes) },
            {
              onSuccess: () => {
                toast.done("Saved", "It counts from the next sync on.");
                onClose();
              },
            },
          );
        }}
      >
        {kind === "confluence" && (
          <>
            <fieldset>
              <legend className="mb-2 font-medium">Spaces</legend>
              <label className="flex items-start gap-2.5 py-1">
                <input
                  type="radio"
                  name="spaces"
                  checked={!only}
                  onChange={() => setOnly(false)}
                  className="mt-0.5 size-4 accent-accent"
                />
                All the account may see, new ones too
              </label>
              <label className="flex items-start gap-2.5 py-1">
                <input
                  type="radio"
                  name="spaces"
                  checked={only}
                  onChange={() => setOnly(true)}
                  className="mt-0.5 size-4 accent-accent"
                />
                Only these
              </label>
              {only && (
                <input
                  aria-label="Keys of the spaces to sync"
                  required
                  className={`${inputClass} mt-1.5 font-mono`}
                  placeholder="ENG, HR"
                  spellCheck={false}
                  value={include}
                  onChange={(event) => setInclude(event.target.value)}
                />
              )}
            </fieldset>
            <Field
              label="But not these"
              placeholder="OLD, ~somebody"
              spellCheck={false}
              value={exclude}
              onChange={(event) => setExclude(event.target.value)}
              hint={`Space keys with commas between.${known === "" ? "" : ` There are ${known}${spaces.length > 8 ? " and others" : ""}.`}`}
            />
            <label className="flex items-start gap-2.5">
              <input
                type="checkbox"
                checked={comments}
                onChange={(event) => setComments(event.target.checked)}
                className="mt-0.5 size-4 accent-accent"
              />
              <span>
                Comments, too
                <span className="block text-[0.8125rem] text-muted">Takes more requests to the site.</span>
              </span>
            </label>
          </>
        )}
        {kind === "markdown" && (
          <label className="flex items-start gap-2.5">
            <input
              type="checkbox"
              checked={shared}
              onChange={(event) => setShared(event.target.checked)}
              className="mt-0.5 size-4 accent-accent"
            />
            <span>
              Agents find it as well
              <span className="block text-[0.8125rem] text-muted">Without it, only people who sign in do.</span>
            </span>
          </label>
        )}
        <Field
          label="Minutes between looks for changes"
          type="number"
          min={1}
          max={1440}
          required
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
        {change.isError && <ErrorNotice error={change.error} />}
      </form>
    </Dialog>
  );
}
