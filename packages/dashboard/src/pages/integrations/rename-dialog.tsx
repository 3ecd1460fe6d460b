import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Connection } from "@tributary/sdk";
import { useId } from "react";
import { tributary } from "../../api/client.ts";
import { connectionsQuery } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice } from "../../ui/notice.tsx";

export function RenameDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const queryClient = useQueryClient();
  const formId = useId();
  const rename = useMutation({
    mutationFn: (name: string) => tributary.connections.rename(connection.id, name),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      title="Rename connection"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={rename.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(formValues(event.currentTarget, ["name"]).name);
        }}
      >
        <Field
          label="Name of the connection"
          name="name"
          defaultValue={connection.name}
          required
          maxLength={100}
          data-autofocus
        />
        {rename.isError && <ErrorNotice error={rename.error} />}
      </form>
    </Dialog>
  );
}
