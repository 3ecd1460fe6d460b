import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { tributary } from "../../api/client.ts";
import { sourcesQuery } from "../../api/source-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";

export function RemoveSourceDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const { id, name, documents, path } = source;
  const remove = useMutation({
    mutationFn: () => tributary.sources.delete(id),
    onSuccess: async () => {
      await navigate({ to: "/knowledge" });
      await client.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      toast.done(`${name} is removed`, "Its files were not touched.");
    },
  });
  return (
    <Dialog
      title={`Remove ${name}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <p>
          Its {documents.toLocaleString("en")} documents leave the search index. The files
          {path !== undefined && (
            <>
              {" "}
              in <code className="font-mono text-xs wrap-anywhere">{path}</code>
            </>
          )}{" "}
          stay as they are, and you can add the folder again.
        </p>
        {remove.isError && <ErrorNotice error={remove.error} />}
      </div>
    </Dialog>
  );
}
