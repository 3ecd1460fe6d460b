import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ServerSettings } from "@tributary/sdk";
import { useId, useState } from "react";
import { tributary } from "../../api/client.ts";
import { serverSettingsQuery } from "../../api/settings-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { inputClass } from "../../ui/field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";

const setBy: Record<ServerSettings["setBy"], string> = {
  admin: "set here by an admin",
  environment: "set by TRIBUTARY_RECORD_DAYS",
  default: "no limit was set",
};

export function retentionWords({ recordDays, setBy: by }: ServerSettings): string {
  return `Calls stay on record ${recordDays === null ? "for ever" : `for ${inDays(recordDays)}`} (${setBy[by]}).`;
}

const inDays = (days: number) => `${days} ${days === 1 ? "day" : "days"}`;

/** How long calls stay on record. Keeping them for a shorter time than now asks first. */
export function RetentionForm({ settings }: { settings: ServerSettings }) {
  const id = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [forever, setForever] = useState(settings.recordDays === null);
  const [days, setDays] = useState(String(settings.recordDays ?? 365));
  const [asking, setAsking] = useState<number>();
  const wanted = forever ? null : Number(days);
  const save = useMutation({
    mutationFn: (recordDays: number | null) => tributary.settings.update({ recordDays }),
    onSuccess(saved) {
      client.setQueryData(serverSettingsQuery.queryKey, saved);
      setAsking(undefined);
      toast.done(
        saved.recordDays === null
          ? "Calls stay on record for ever"
          : `Calls stay on record for ${inDays(saved.recordDays)}`,
      );
    },
    onError: (error) => {
      if (asking === undefined) toast.failed(error);
    },
  });
  const shorter = wanted !== null && (settings.recordDays === null || wanted < settings.recordDays);
  const radio = (value: boolean) => ({
    type: "radio" as const,
    name: id,
    checked: forever === value,
    onChange: () => setForever(value),
    className: "size-4 shrink-0 accent-accent",
  });
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== null && shorter) setAsking(wanted);
          else save.mutate(wanted);
        }}
      >
        <fieldset className="space-y-1 px-5 pt-4 pb-4">
          <legend className="sr-only">How long calls stay on record</legend>
          <p className="pb-1.5 text-muted">{retentionWords(settings)}</p>
          <label className="flex min-h-9 items-center gap-2.5">
            <input {...radio(true)} /> For ever
          </label>
          <div className="flex min-h-9 flex-wrap items-center gap-2.5">
            <label className="flex items-center gap-2.5">
              <input {...radio(false)} /> For
            </label>
            <input
              type="number"
              aria-label="Days on record"
              min={1}
              max={36_500}
              required={!forever}
              value={days}
              onFocus={() => setForever(false)}
              onChange={(event) => {
                setForever(false);
                setDays(event.target.value);
              }}
              className={`${inputClass} max-w-24`}
            />
            days, then forget them
          </div>
        </fieldset>
        <div className="flex justify-end rounded-b-xl border-t bg-sunken px-5 py-3">
          <Button type="submit" variant="primary" busy={save.isPending} disabled={wanted === settings.recordDays}>
            Save
          </Button>
        </div>
      </form>
      {asking !== undefined && (
        <ConfirmDialog
          title={`Keep calls for ${inDays(asking)} only?`}
          effects={[
            `Within the hour, and from then on, calls older than ${inDays(asking)} are taken off the record, for good. They cannot be undone any more.`,
            "What they did in Confluence stays. Export the record first if you may need it: tributary audit --export ndjson.",
            "The change itself goes on record.",
          ]}
          action="Forget older calls"
          busy={save.isPending}
          error={save.error}
          onConfirm={() => save.mutate(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Card>
  );
}
