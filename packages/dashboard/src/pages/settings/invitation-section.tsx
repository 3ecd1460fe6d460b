import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { tributary } from "../../api/client.ts";
import { invitationsQuery } from "../../api/settings-queries.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { Loaded } from "./loaded.tsx";
import { roleWords } from "./roles.ts";
import { Section } from "./section.tsx";

/** Links that were given out and not used yet. Taking one back harms nobody: a new one is made as quickly. */
export function InvitationSection({ onInvite }: { onInvite: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const invitations = useQuery(invitationsQuery);
  const revoke = useMutation({
    mutationFn: ({ id }: { id: string; email: string }) => tributary.invitations.revoke(id),
    async onSuccess(_, { email }) {
      await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
      toast.done(`The link for ${email} no longer works`);
    },
    onError: toast.failed,
  });
  return (
    <Section wide title="Open invitations" description="Links that nobody has used yet. Each is good for a week.">
      <Loaded query={invitations} what="invitations" lines={2}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={MailPlus} title="No open invitation" actions={<Button onClick={onInvite}>Invite</Button>}>
              Whoever should work with Confluence here comes in by a link that you give them.
            </EmptyState>
          ) : (
            <Card>
              <ul aria-label="Open invitations" className="divide-y">
                {all.map(({ id, email, role, newPassword, expiresAt }) => (
                  <li key={id} className="flex items-center gap-3.5 px-5 py-3">
                    <div className="min-w-0 flex-1">
                      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                        <span className="wrap-anywhere">{email}</span>
                        <Badge>{newPassword ? "New password" : roleWords[role].label}</Badge>
                      </p>
                      <p className="text-[0.8125rem] text-muted">
                        Ends <Time value={expiresAt} />
                      </p>
                    </div>
                    <Button
                      size="sm"
                      aria-label={`Take back the link for ${email}`}
                      busy={revoke.isPending && revoke.variables.id === id}
                      onClick={() => revoke.mutate({ id, email })}
                    >
                      Take back
                    </Button>
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Section>
  );
}
