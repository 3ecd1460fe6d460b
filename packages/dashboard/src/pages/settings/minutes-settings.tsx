import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { tributary } from "../../api/client.ts";
import { meetingSettingsQuery } from "../../api/meeting-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { MarkdownEditor } from "../../ui/markdown-editor.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Loaded } from "./loaded.tsx";
import { Section } from "./section.tsx";

const Markdown = lazy(() => import("../../ui/markdown.tsx").then((m) => ({ default: m.Markdown })));

const places = [
  ["title", "what the meeting is called"],
  ["date", "its day"],
  ["url", "its address at the recorder"],
  ["participants", "who was there"],
  ["summary", "its summary"],
  ["decisions", "a list"],
  ["nextSteps", "a list"],
  ["tasks", "boxes to tick"],
  ["notes", "a list"],
] as const;

/** The page that a whole meeting becomes. */
export function MinutesSettings() {
  const { mayConfigure } = useRights();
  const settings = useQuery(meetingSettingsQuery);
  return (
    <Section
      title="Minutes"
      description={
        <>
          <p>What a meeting sent as minutes looks like. Whoever sends it can still edit it.</p>
          <p className="mt-3 font-medium text-ink">Places that are filled in</p>
          <ul className="mt-1.5 space-y-1">
            {places.map(([place, words]) => (
              <li key={place}>
                <code className="rounded bg-hover px-1 py-px font-mono text-xs text-ink">{`{{${place}}}`}</code> {words}
              </li>
            ))}
          </ul>
          <p className="mt-2">A line whose places are all empty is left out, as is a heading with nothing below it.</p>
        </>
      }
    >
      <Loaded query={settings} what="the template" lines={8}>
        {({ template }) =>
          mayConfigure ? (
            // Begins anew when the template is another, such as the usual one.
            <TemplateForm key={template} template={template} />
          ) : (
            <Card className="p-5">
              <Suspense fallback={<Skeleton lines={8} label="Loading the template" />}>
                <Markdown text={template} />
              </Suspense>
            </Card>
          )
        }
      </Loaded>
    </Section>
  );
}

function TemplateForm({ template }: { template: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState(template);
  const [resetting, setResetting] = useState(false);
  const save = useMutation({
    mutationFn: (next: string | undefined) => tributary.meetings.setTemplate(next),
    async onSuccess(_, next) {
      toast.done(next === undefined ? "The usual template is back" : "The template is saved");
      setResetting(false);
      await client.invalidateQueries({ queryKey: meetingSettingsQuery.queryKey });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(text);
      }}
    >
      <MarkdownEditor label="Template" value={text} onChange={setText} rows={24} />
      {save.isError && !resetting && (
        <div className="mt-4">
          <ErrorNotice error={save.error} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabled={text === template || text.trim() === ""}
        >
          Save
        </Button>
        {text !== template && <Button onClick={() => setText(template)}>Discard changes</Button>}
        <Button variant="ghost" className="ml-auto" onClick={() => setResetting(true)}>
          Use the usual template
        </Button>
      </div>
      {resetting && (
        <ConfirmDialog
          title="Use the usual template again?"
          effects={[
            "The template as it is now is gone. Copy it first if you may want it back.",
            "Pages that were sent stay as they are.",
          ]}
          action="Use the usual"
          busy={save.isPending}
          error={save.error}
          onConfirm={() => save.mutate(undefined)}
          onClose={() => setResetting(false)}
        />
      )}
    </form>
  );
}
