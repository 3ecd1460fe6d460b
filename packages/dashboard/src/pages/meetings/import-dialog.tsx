import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import { tributary } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

const kinds = ".json,.vtt,.srt,.md,.markdown,.txt";

/** Files of meetings, one after the other; the last one is opened. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [over, setOver] = useState(false);
  const bring = useMutation({
    async mutationFn(files: File[]) {
      let last: string | undefined;
      for (const file of files) {
        const startedAt = new Date(file.lastModified).toISOString();
        last = (await tributary.meetings.import({ fileName: file.name, text: await file.text(), startedAt })).meeting
          .id;
      }
      return last;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["meetings"] }),
    onSuccess: (last) => (last === undefined ? undefined : navigate({ to: "/meetings/$id", params: { id: last } })),
  });
  return (
    <Dialog
      title="Import meetings"
      description="Notes in Markdown, transcripts as VTT or SRT, or JSON as the API takes it."
      onClose={onClose}
      footer={<Button onClick={onClose}>Cancel</Button>}
    >
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          bring.mutate([...event.dataTransfer.files]);
        }}
        className={`mb-4 flex cursor-pointer flex-col items-center gap-2 rounded-xl border border-dashed px-6 py-10 text-center transition-colors ${over ? "border-accent bg-accent/6" : "hover:bg-hover"}`}
      >
        <FileUp aria-hidden className="size-6 text-muted" />
        <span className="font-medium">{bring.isPending ? "Reading…" : "Drop files here, or choose them"}</span>
        <span className="text-muted">
          In notes, lists below “Decisions”, “Next steps”, “Tasks” and “Notes” become insights.
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          accept={kinds}
          className="sr-only"
          onChange={(event) => bring.mutate([...(event.target.files ?? [])])}
        />
      </label>
      {bring.isError && <ErrorNotice error={bring.error} />}
    </Dialog>
  );
}
