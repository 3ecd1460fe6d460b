import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { Member, Role } from "@tributary/sdk";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { meQuery } from "../../api/queries.ts";
import { membersQuery } from "../../api/settings-queries.ts";
import { useMe } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { roleWords } from "./roles.ts";

export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const me = useMe();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [role, setRole] = useState<Role>(member.role);
  const own = member.id === me.id;
  const change = useMutation({
    mutationFn: () => tributary.members.setRole(member.id, role),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: membersQuery.queryKey });
      toast.done(own ? `You are ${roleWords[role].a} now` : `${member.name} is ${roleWords[role].a} now`);
      onClose();
      if (!own) return;
      await client.refetchQueries({ queryKey: meQuery.queryKey });
      await router.invalidate();
    },
  });
  return (
    <Dialog
      title={own ? "Change your role" : `Change the role of ${member.name}`}
      description="It counts from their next click, and for their API keys, too."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={change.isPending}
            onClick={() => (role === member.role ? onClose() : change.mutate())}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <RoleChoice value={role} onChange={setRole} />
        {own && member.role === "admin" && role !== "admin" && (
          <Notice tone="warn" title="You give up being an admin.">
            You cannot take it back yourself: another admin has to.
          </Notice>
        )}
        {change.isError && <ErrorNotice error={change.error} />}
      </div>
    </Dialog>
  );
}
