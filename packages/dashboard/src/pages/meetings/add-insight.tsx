import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InsightKind } from "@tributary/sdk";
import { Plus } from "lucide-react";
import { tributary } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { inputClass, Select } from "../../ui/field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { insightKinds } from "./insight-kinds.ts";

export function AddInsight({ meetingId }: { meetingId: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const add = useMutation({
    mutationFn: (given: { kind: InsightKind; text: string }) => tributary.meetings.addInsight(meetingId, given),
    onSuccess: () => client.invalidateQueries({ queryKey: ["meeting", meetingId] }),
    onError: toast.failed,
  });
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const values = new FormData(form);
        const text = String(values.get("text")).trim();
        if (text === "") return;
        add.mutate(
          { kind: values.get("kind") as InsightKind, text },
          { onSuccess: () => (form.elements.namedItem("text") as HTMLInputElement).form?.reset() },
        );
      }}
    >
      <Select label="Kind" labelHidden name="kind" className="w-34">
        {insightKinds.map(({ kind, one }) => (
          <option key={kind} value={kind}>
            {one[0]?.toUpperCase()}
            {one.slice(1)}
          </option>
        ))}
      </Select>
      <input
        name="text"
        aria-label="Add an insight"
        placeholder="Add an insight"
        maxLength={10_000}
        className={`${inputClass} min-w-40 flex-1`}
      />
      <Button type="submit" busy={add.isPending}>
        <Plus aria-hidden className="size-4" />
        Add
      </Button>
    </form>
  );
}
