import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Member } from "@tributary/sdk";
import { tributary } from "../../api/client.ts";
import { membersQuery } from "../../api/settings-queries.ts";
import { useToast } from "../../ui/toast.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";

export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => tributary.members.remove(member.id),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: membersQuery.queryKey });
      toast.done(`${member.name} is no longer a member`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Remove ${member.name}?`}
      effects={[
        "They are signed out everywhere at once, and their API keys stop working. This cannot be undone; they can be invited anew.",
        "Their connections stay connected: disconnect them under Integrations if nothing else should use them.",
        "What they did stays on record, and their meetings are kept.",
      ]}
      action="Remove"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
