import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { sessionsQuery } from "../../api/settings-queries.ts";
import { useMe } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";
import { Section } from "./section.tsx";

export function PasswordSection() {
  const me = useMe();
  const toast = useToast();
  const client = useQueryClient();
  const [differ, setDiffer] = useState(false);
  const change = useMutation({
    mutationFn: ({ current, password }: { current: string; password: string; form: HTMLFormElement }) =>
      tributary.account.changePassword({ current, password }),
    onSuccess(_, { form }) {
      form.reset();
      toast.done("Your password is changed", "Everywhere else you are signed out.");
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Section title="Password" description="A new one signs you out everywhere but here. Your API keys go on working.">
      <Card>
        <form
          className="space-y-4 p-5"
          onSubmit={(event) => {
            event.preventDefault();
            const form = event.currentTarget;
            const { current, password, again } = formValues(form, ["current", "password", "again"]);
            setDiffer(password !== again);
            if (password === again) change.mutate({ current, password, form });
          }}
        >
          {/* For password managers: whose password this is. */}
          <input
            type="hidden"
            name="email"
            autoComplete="username"
            value={me.kind === "member" ? me.email : ""}
            readOnly
          />
          <Field
            label="Current password"
            name="current"
            type="password"
            autoComplete="current-password"
            required
            className="max-w-sm"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label="New password"
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={10}
              hint="Ten characters or more."
            />
            <Field
              label="New password again"
              name="again"
              type="password"
              autoComplete="new-password"
              required
              error={differ ? "The two are not the same." : undefined}
            />
          </div>
          {change.isError && <ErrorNotice error={change.error} />}
          <Button type="submit" busy={change.isPending}>
            Change password
          </Button>
        </form>
      </Card>
    </Section>
  );
}
