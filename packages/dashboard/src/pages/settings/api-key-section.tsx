import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApiKey } from "@tributary/sdk";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { apiKeysQuery } from "../../api/settings-queries.ts";
import { useMe } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyValue } from "../../ui/code-block.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Loaded } from "./loaded.tsx";
import { roleWords } from "./roles.ts";
import { Section } from "./section.tsx";

/** Keys of one's own, each shown once. */
export function ApiKeySection() {
  const me = useMe();
  const client = useQueryClient();
  const keys = useQuery(apiKeysQuery);
  const [leaving, setLeaving] = useState<ApiKey>();
  const make = useMutation({
    mutationFn: ({ name }: { name: string; form: HTMLFormElement }) => tributary.account.createApiKey(name),
    onSuccess(_, { form }) {
      form.reset();
      return client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
    },
  });
  return (
    <Section
      title="API keys"
      description={
        <>
          For your own scripts and the command line: a key may do what you may
          {me.kind === "member" && `, as ${roleWords[me.role].a}`}. Programs that act by themselves should be{" "}
          <em>agents</em>, with a policy.
        </>
      }
    >
      <div className="space-y-4">
        {make.data !== undefined && (
          <Notice tone="good" role="status" title={`The key “${make.data.name}”, shown this once`}>
            <p>Copy it now and keep it where secrets are kept. Tributary stores only its hash.</p>
            <div className="mt-3 text-ink">
              <CopyValue value={make.data.apiKey} what="API key" />
            </div>
          </Notice>
        )}
        <Loaded query={keys} what="API keys">
          {(all) => (
            <Card>
              <ul aria-label="API keys" className="divide-y">
                {all.map((key) => (
                  <li key={key.id} className="flex items-center gap-3.5 px-5 py-3">
                    <KeyRound aria-hidden className="size-4.5 shrink-0 text-muted" />
                    <div className="min-w-0 flex-1">
                      <p className="font-medium wrap-anywhere">{key.name}</p>
                      <p className="text-[0.8125rem] text-muted">
                        Made <Time value={key.createdAt} />
                      </p>
                    </div>
                    <Button size="sm" aria-label={`Revoke ${key.name}`} onClick={() => setLeaving(key)}>
                      Revoke
                    </Button>
                  </li>
                ))}
                {all.length === 0 && <li className="px-5 py-4 text-muted">You have no API key.</li>}
              </ul>
              <form
                className="flex flex-wrap items-end gap-x-3 gap-y-2 rounded-b-xl border-t bg-sunken px-5 py-4"
                onSubmit={(event) => {
                  event.preventDefault();
                  const form = event.currentTarget;
                  make.mutate({ name: formValues(form, ["name"]).name, form });
                }}
              >
                <Field
                  label="Name of a new key"
                  name="name"
                  required
                  maxLength={100}
                  autoComplete="off"
                  placeholder="Release script on my laptop"
                  className="min-w-0 flex-1 basis-56"
                />
                <Button type="submit" busy={make.isPending}>
                  Make a key
                </Button>
                {make.isError && (
                  <div className="w-full">
                    <ErrorNotice error={make.error} />
                  </div>
                )}
              </form>
            </Card>
          )}
        </Loaded>
      </div>
      {leaving !== undefined && (
        <RevokeDialog
          apiKey={leaving}
          onClose={() => setLeaving(undefined)}
          onRevoked={() => {
            if (make.data?.id === leaving.id) make.reset();
          }}
        />
      )}
    </Section>
  );
}

function RevokeDialog({ apiKey, onClose, onRevoked }: { apiKey: ApiKey; onClose: () => void; onRevoked: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: () => tributary.account.revokeApiKey(apiKey.id),
    async onSuccess() {
      onRevoked();
      await client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
      toast.done(`${apiKey.name} is revoked`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey.name}”?`}
      effects={[
        "Whatever uses it is refused at once. This cannot be undone; a new key is another key.",
        "What was done with it stays on record.",
      ]}
      action="Revoke"
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    />
  );
}
