import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { FirstAdmin } from "@tributary/sdk";
import { tributary } from "../api/client.ts";
import { EntryFrame } from "../shell/entry-frame.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Field } from "../ui/field.tsx";
import { formValues } from "../ui/form-values.ts";
import { ErrorNotice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

export function SetupPage() {
  const { token } = useSearch({ from: "/setup" });
  const needed = useQuery({ queryKey: ["setup"], queryFn: ({ signal }) => tributary.setup.needed({ signal }) });
  if (needed.isPending) {
    return (
      <EntryFrame title="Set up Tributary">
        <Skeleton lines={3} />
      </EntryFrame>
    );
  }
  if (needed.isError) {
    return (
      <EntryFrame title="Set up Tributary">
        <ErrorNotice error={needed.error} onRetry={() => needed.refetch()} />
      </EntryFrame>
    );
  }
  if (!needed.data) {
    return (
      <EntryFrame title="Already set up" description="This server has its first admin. Sign in to go on.">
        <Link to="/sign-in" search={{ next: undefined }} className={`${buttonClass("primary")} w-full`}>
          Sign in
        </Link>
      </EntryFrame>
    );
  }
  if (token === undefined) {
    return (
      <EntryFrame
        title="Set up Tributary"
        description="Nobody uses this server yet. Open the link it printed when it started; it proves that you are the one who runs it."
      >
        <CodeBlock what="the shape of the link" code={`${window.location.origin}/setup?token=…`} wrap />
        <p className="mt-3 text-[0.8125rem] text-muted">The link changes with every start. Use the newest.</p>
      </EntryFrame>
    );
  }
  return <FirstAdminForm token={token} />;
}

function FirstAdminForm({ token }: { token: string }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const complete = useMutation({
    mutationFn: (input: FirstAdmin) => tributary.setup.complete(input),
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: "/integrations", replace: true });
    },
  });
  return (
    <EntryFrame
      title="Welcome to Tributary"
      description="Make the first admin of this server. Everything stays on this machine."
    >
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          complete.mutate({ token, ...formValues(event.currentTarget, ["name", "email", "password"]) });
        }}
      >
        <Field label="Name" name="name" autoComplete="name" required autoFocus maxLength={100} />
        <Field label="E-mail" name="email" type="email" autoComplete="username" required />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          hint="Ten characters or more. A few words in a row are good."
        />
        {complete.isError && <ErrorNotice error={complete.error} />}
        <Button type="submit" variant="primary" className="w-full" busy={complete.isPending}>
          Create admin and continue
        </Button>
      </form>
    </EntryFrame>
  );
}
