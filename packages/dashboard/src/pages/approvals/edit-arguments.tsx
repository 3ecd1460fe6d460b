import { useMutation } from "@tanstack/react-query";
import type { Approval, Preview } from "@tributary/sdk";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { dataOf } from "../../api/data-of.ts";
import { ChangeList } from "../../changes/change-list.tsx";
import type { DiffLook } from "../../diff/use-diff-look.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { editableTexts, withText } from "./editable-texts.ts";

/** The texts of a waiting write, to put right before saying yes; and what the edited write would change. */
export function EditArguments({
  approval,
  edited,
  look,
  onChange,
  onCancel,
}: {
  approval: Approval;
  edited: Record<string, unknown>;
  look: DiffLook;
  onChange: (edited: Record<string, unknown>) => void;
  onCancel: () => void;
}) {
  const [json, setJson] = useState<string>();
  const [jsonError, setJsonError] = useState<string>();
  const preview = useMutation({
    mutationFn: async () => {
      const { connectionId, siteId, tool } = approval;
      return dataOf(
        await tributary.tools.execute<Preview, string>(tool, { connectionId, siteId, arguments: edited, dryRun: true }),
      ) as Preview;
    },
  });
  const texts = editableTexts(edited);
  const readJson = (text: string) => {
    setJson(text);
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("It is not an object.");
      setJsonError(undefined);
      onChange(value as Record<string, unknown>);
    } catch (error) {
      setJsonError(error instanceof Error ? error.message : "It is not JSON.");
    }
  };
  return (
    <section aria-labelledby="edit">
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 id="edit" className="font-semibold">
          Edit before approving
        </h2>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Discard edits
        </Button>
      </div>
      <Card className="space-y-4 p-5">
        {texts.length === 0 && json === undefined && (
          <p className="text-muted">This write has no texts; its arguments can be edited as JSON.</p>
        )}
        {json === undefined &&
          texts.map(({ path, label, value, long }, at) => {
            const change = (text: string) => onChange(withText(edited, path, text));
            const focus = at === 0 ? { autoFocus: true } : {};
            return long ? (
              <TextArea
                key={path.join(".")}
                label={label}
                rows={Math.min(16, Math.max(3, value.split("\n").length + 1))}
                value={value}
                onChange={(event) => change(event.target.value)}
                {...focus}
              />
            ) : (
              <Field
                key={path.join(".")}
                label={label}
                value={value}
                onChange={(event) => change(event.target.value)}
                {...focus}
              />
            );
          })}
        {json !== undefined && (
          <div>
            <TextArea
              label="Arguments"
              mono
              rows={14}
              spellCheck={false}
              value={json}
              aria-invalid={jsonError !== undefined || undefined}
              onChange={(event) => readJson(event.target.value)}
            />
            {jsonError !== undefined && (
              <p role="alert" className="mt-1.5 text-[0.8125rem] text-bad">
                {jsonError} What was read last counts.
              </p>
            )}
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" busy={preview.isPending} onClick={() => preview.mutate()}>
            Show what this would change
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setJson(json === undefined ? JSON.stringify(edited, null, 2) : undefined);
              setJsonError(undefined);
            }}
          >
            {json === undefined ? "Edit as JSON" : "Edit as texts"}
          </Button>
        </div>
        {preview.isError && <ErrorNotice error={preview.error} />}
        {preview.data !== undefined && (
          <div role="status" className="space-y-3 border-t pt-4">
            <p className="font-medium">{preview.data.summary}</p>
            <ChangeList changes={preview.data.changes} look={look} />
          </div>
        )}
      </Card>
    </section>
  );
}
