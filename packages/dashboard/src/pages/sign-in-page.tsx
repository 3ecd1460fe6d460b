import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { tributary } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { EntryFrame } from "../shell/entry-frame.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { formValues } from "../ui/form-values.ts";
import { ErrorNotice, Notice } from "../ui/notice.tsx";

/** Why the sign-in provider's answer let nobody in. */
const refusals: Record<string, string> = {
  not_invited: "Nobody has invited this address yet. Ask an admin of this server for an invitation.",
  account_not_linked: "The provider does not vouch for this address, so it is not taken for a member's.",
};

export function SignInPage() {
  const { next, error } = useSearch({ from: "/sign-in" });
  const ways = useQuery({
    queryKey: ["sign-in-ways"],
    queryFn: ({ signal }) => tributary.session.ways({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
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
      {error !== undefined && (
        <div className="mb-4">
          <Notice tone="bad" role="alert" title="You could not be signed in">
            {refusals[error] ?? "Try again, or sign in with your password."}
          </Notice>
        </div>
      )}
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
      {ways.data?.oidc !== undefined && (
        <>
          <p className="my-4 flex items-center gap-3 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </p>
          <a
            href={`/v1/session/oidc?next=${encodeURIComponent(next?.startsWith("/") ? next : "/integrations")}`}
            className={`${buttonClass()} w-full`}
          >
            Continue with {ways.data.oidc.name}
          </a>
        </>
      )}
    </EntryFrame>
  );
}
