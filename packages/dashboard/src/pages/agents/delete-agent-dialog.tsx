import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Agent } from "@tributary/sdk";
import { agentQuery } from "../../api/agent-queries.ts";
import { tributary } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";

/** Asks before an agent goes; says what goes with it and what stays. */
export function DeleteAgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => tributary.agents.delete(agent.id),
    onSuccess: async () => {
      toast.done(`${agent.name} is deleted`, "Its key no longer works.");
      await navigate({ to: "/agents" });
      client.removeQueries({ queryKey: agentQuery(agent.id).queryKey });
      await client.invalidateQueries({ queryKey: ["agents"] });
    },
  });
  return (
    <Dialog
      title={`Delete ${agent.name}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5 marker:text-muted">
        <li>
          Its key stops working at once, and its policy is gone. This cannot be undone; a new agent gets a new key.
        </li>
        <li>What it wrote in Confluence stays, and so does the record of its calls, with Undo.</li>
        <li>Its connections stay connected.</li>
      </ul>
      {remove.isError && (
        <div className="mt-4">
          <ErrorNotice error={remove.error} />
        </div>
      )}
    </Dialog>
  );
}
