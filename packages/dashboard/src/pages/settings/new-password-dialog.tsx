import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Member } from "@tributary/sdk";
import { tributary } from "../../api/client.ts";
import { invitationsQuery } from "../../api/settings-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { LinkOnce } from "./link-once.tsx";

export function NewPasswordDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => tributary.members.newPassword(member.id),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  const made = make.data !== undefined;
  return (
    <Dialog
      title={`A new password for ${member.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{made ? "Done" : "Cancel"}</Button>
          {!made && (
            <Button variant="primary" busy={make.isPending} onClick={() => make.mutate()} data-autofocus>
              Make the link
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-4">
        {make.data !== undefined ? (
          <LinkOnce url={make.data.url} title="Give them this link. It is shown this once.">
            Whoever has it can choose their password, once, within a week.
          </LinkOnce>
        ) : (
          <ul className="list-disc space-y-1.5 pl-5 text-pretty marker:text-muted">
            <li>You get a link to give to {member.name}, with which they choose a new password.</li>
            <li>Until it is used nothing changes: the old password works and their sessions go on.</li>
            <li>When it is used they are signed out everywhere else.</li>
          </ul>
        )}
        {make.isError && <ErrorNotice error={make.error} />}
      </div>
    </Dialog>
  );
}
