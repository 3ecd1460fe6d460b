import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { tributary } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { EntryFrame } from "../shell/entry-frame.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { formValues } from "../ui/form-values.ts";
import { ErrorNotice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

/** Behind the link of an invitation: who was invited chooses a name and a password, a member a new password. */
export function JoinPage() {
  const { token = "" } = useSearch({ from: "/join" });
  const router = useRouter();
  const client = useQueryClient();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => tributary.invitations.check(token, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const join = useMutation({
    mutationFn: ({ name, password }: { name: string; password: string }) =>
      tributary.invitations.accept({ token, password, ...(name !== "" && { name }) }),
    onSuccess: async () => {
      client.removeQueries({ queryKey: meQuery.queryKey });
      await router.navigate({ href: "/integrations" });
    },
  });
  const { data } = invitation;
  return (
    <EntryFrame
      title={data?.newPassword ? "Choose a new password" : "Welcome to Tributary"}
      description={
        data === undefined
          ? "Looking at your invitation."
          : data.newPassword
            ? `For ${data.email}. Where you are signed in now, you will be signed out.`
            : `You were invited as ${data.role}: ${data.email}.`
      }
    >
      {invitation.isError ? (
        <ErrorNotice error={invitation.error} />
      ) : data === undefined ? (
        <Skeleton lines={3} label="Loading the invitation" />
      ) : (
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            join.mutate(formValues(event.currentTarget, ["name", "password"]));
          }}
        >
          {!data.newPassword && (
            <Field label="Your name" name="name" autoComplete="name" required maxLength={100} autoFocus />
          )}
          <input type="hidden" name="email" autoComplete="username" value={data.email} readOnly />
          <Field
            label="Password"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            hint="Ten characters or more."
          />
          {join.isError && <ErrorNotice error={join.error} />}
          <Button type="submit" variant="primary" className="w-full" busy={join.isPending}>
            {data.newPassword ? "Save and sign in" : "Join"}
          </Button>
        </form>
      )}
    </EntryFrame>
  );
}
