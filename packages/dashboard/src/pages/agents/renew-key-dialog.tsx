import { useMutation } from "@tanstack/react-query";
import type { Agent } from "@tributary/sdk";
import { tributary } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

/** Asks before the old key stops working. */
export function RenewKeyDialog({
  agent,
  onRenewed,
  onClose,
}: {
  agent: Agent;
  onRenewed: (apiKey: string) => void;
  onClose: () => void;
}) {
  const renew = useMutation({
    mutationFn: () => tributary.agents.renewApiKey(agent.id),
    onSuccess: ({ apiKey }) => {
      onRenewed(apiKey);
      onClose();
    },
  });
  return (
    <Dialog
      title={`Renew the key of ${agent.name}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" busy={renew.isPending} onClick={() => renew.mutate()}>
            Renew
          </Button>
        </>
      }
    >
      <p>
        The key in use stops working at once, and with it every program that has it. The new key is shown once; put it
        where the old one is. The agent's policy, its waiting writes and its record stay.
      </p>
      {renew.isError && <ErrorNotice error={renew.error} />}
    </Dialog>
  );
}
