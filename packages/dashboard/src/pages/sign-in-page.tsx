import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { tributary } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { EntryFrame } from "../shell/entry-frame.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { formValues } from "../ui/form-values.ts";
import { ErrorNotice } from "../ui/notice.tsx";

export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const queryClient = useQueryClient();
  const signIn = useMutation({
    mutationFn: (input: { email: string; password: string }) => tributary.session.signIn(input),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: meQuery.queryKey });
      // Only ever a place of this app.
      await router.navigate({ href: next?.startsWith("/") && !next.startsWith("//") ? next : "/integrations" });
    },
  });
  return (
    <EntryFrame title="Sign in" description="Use the account an admin of this server made for you.">
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate(formValues(event.currentTarget, ["email", "password"]));
        }}
      >
        <Field label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        {signIn.isError && <ErrorNotice error={signIn.error} />}
        <Button type="submit" variant="primary" className="w-full" busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </EntryFrame>
  );
}
