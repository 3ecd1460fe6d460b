import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { tributary } from "../../api/client.ts";
import { authConfigsQuery, connectionsQuery } from "../../api/queries.ts";
import { useRights } from "../../api/use-me.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { useToast } from "../../ui/toast.tsx";
import { freshName } from "./fresh-name.ts";

const fields = ["name", "siteUrl", "email", "apiToken"] as const;

/** Connects one account with an Atlassian API token, without an OAuth app. */
export function ApiTokenPage() {
  const { mayConnect, mayConfigure } = useRights();
  const navigate = useNavigate();
  const toast = useToast();
  const queryClient = useQueryClient();
  const authConfigs = useQuery(authConfigsQuery);
  const connections = useQuery(connectionsQuery);
  const existing = authConfigs.data?.find(({ type }) => type === "api_token");
  const connect = useMutation({
    async mutationFn(input: Record<(typeof fields)[number], string>) {
      const config = existing ?? (await tributary.authConfigs.create({ type: "api_token", name: "API tokens" }));
      return tributary.connections.createWithApiToken({ authConfigId: config.id, ...input });
    },
    onSuccess: async ({ site }) => {
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      toast.done(`Connected to ${site?.name ?? "Confluence"}`, site?.url);
      await navigate({ to: "/integrations" });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: authConfigsQuery.queryKey }),
  });
  const refused = !mayConnect
    ? "A viewer connects no accounts. Ask an admin for another role."
    : authConfigs.isSuccess && existing === undefined && !mayConfigure
      ? "API tokens are not allowed on this server yet. An admin allows them by connecting with one."
      : undefined;
  return (
    <Page
      title="Connect with an API token"
      back={<BackLink to="/integrations">Integrations</BackLink>}
      description="The quick way for one account: no OAuth app is needed. The token can do whatever the account can, so prefer an account made for this."
    >
      <Card className="max-w-2xl p-5 sm:p-6">
        {refused !== undefined ? (
          <Notice title="Not possible here">{refused}</Notice>
        ) : (
          <form
            className="space-y-4"
            onSubmit={(event) => {
              event.preventDefault();
              connect.mutate(formValues(event.currentTarget, fields));
            }}
          >
            <Field
              label="Name of the connection"
              name="name"
              defaultValue={freshName(connections.data ?? [])}
              // Proposed anew once the names in use are known.
              key={connections.isSuccess ? "known" : "unknown"}
              required
              maxLength={100}
            />
            <Field
              label="Site URL"
              name="siteUrl"
              type="url"
              inputMode="url"
              placeholder="https://your-site.atlassian.net"
              required
              autoComplete="off"
            />
            <Field label="E-mail of the account" name="email" type="email" required autoComplete="off" />
            <Field
              label="API token"
              name="apiToken"
              type="password"
              required
              autoComplete="off"
              hint={
                <>
                  Make one at{" "}
                  <a
                    href="https://id.atlassian.com/manage-profile/security/api-tokens"
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex items-center gap-1 text-accent underline underline-offset-4"
                  >
                    Atlassian's API tokens page
                    <ExternalLink aria-hidden className="size-3" />
                    <span className="sr-only">(opens in a new tab)</span>
                  </a>
                  . It is tried at the site first, then stored encrypted.
                </>
              }
            />
            {connect.isError && <ErrorNotice error={connect.error} />}
            <div className="flex flex-wrap gap-2 pt-1">
              <Button type="submit" variant="primary" busy={connect.isPending}>
                Connect
              </Button>
              <Link to="/integrations" className={buttonClass("ghost")}>
                Cancel
              </Link>
            </div>
          </form>
        )}
      </Card>
    </Page>
  );
}
