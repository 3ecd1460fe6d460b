import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Role } from "@tributary/sdk";
import { useId, useState } from "react";
import { tributary } from "../../api/client.ts";
import { invitationsQuery } from "../../api/settings-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice } from "../../ui/notice.tsx";
import { LinkOnce } from "./link-once.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { roleWords } from "./roles.ts";

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const formId = useId();
  const [role, setRole] = useState<Role>("member");
  const invite = useMutation({
    mutationFn: (email: string) => tributary.invitations.create({ email, role }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  const { data: made } = invite;
  return (
    <Dialog
      title={made === undefined ? "Invite somebody" : `${made.email} is invited`}
      description={made === undefined ? "You get a link to give to them. Tributary sends no mail." : undefined}
      onClose={onClose}
      footer={
        made === undefined ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" busy={invite.isPending}>
              Make the link
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => invite.reset()}>Invite another</Button>
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </>
        )
      }
    >
      {made === undefined ? (
        <form
          id={formId}
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            invite.mutate(formValues(event.currentTarget, ["email"]).email);
          }}
        >
          <Field label="E-mail" name="email" type="email" autoComplete="off" required data-autofocus />
          <RoleChoice value={role} onChange={setRole} />
          {invite.isError && <ErrorNotice error={invite.error} />}
        </form>
      ) : (
        <LinkOnce url={made.url} title="Give them this link. It is shown this once.">
          {`Whoever has it can join as ${roleWords[made.role].a}, once, within a week. Until then you can take it back under Open invitations.`}
        </LinkOnce>
      )}
    </Dialog>
  );
}
