import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { tributary } from "../../api/client.ts";
import { sourcesQuery } from "../../api/source-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice } from "../../ui/notice.tsx";

/** Adds a folder of Markdown files that lies on the server's own machine. */
export function AddFolderDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const formId = useId();
  const add = useMutation({
    mutationFn: ({ path, name }: { path: string; name: string }) =>
      tributary.sources.addMarkdown({ path, ...(name !== "" && { name }) }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      onClose();
      await navigate({ to: "/knowledge/sources/$id", params: { id } });
    },
  });
  return (
    <Dialog
      title="Add a folder of Markdown files"
      description="Its files become searchable beside your pages, and are indexed again whenever they change."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={add.isPending}>
            Add
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(formValues(event.currentTarget, ["path", "name"]));
        }}
      >
        <Field
          label="Folder"
          name="path"
          required
          maxLength={4096}
          placeholder="/srv/handbook"
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          hint={
            <>
              An absolute path on the server, below a folder its operator allowed with{" "}
              <code className="font-mono text-xs wrap-anywhere">TRIBUTARY_MARKDOWN_SOURCES</code>.
            </>
          }
        />
        <Field label="Name" name="name" maxLength={100} hint="Left empty: the folder's own name." />
        {add.isError && <ErrorNotice error={add.error} />}
      </form>
    </Dialog>
  );
}
