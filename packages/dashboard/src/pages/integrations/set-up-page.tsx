import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { Connection, NewAuthConfig, ScopeSetName } from "@tributary/sdk";
import { ExternalLink } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { tributary } from "../../api/client.ts";
import { authConfigsQuery, scopeSetsQuery, toolsQuery } from "../../api/queries.ts";
import { useRights } from "../../api/use-me.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CodeBlock, CopyValue } from "../../ui/code-block.tsx";
import { Field } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import { neededScopes } from "./needed-scopes.ts";
import { ScopeChoice } from "./scope-choice.tsx";
import { ScopeSetChoice } from "./scope-set-choice.tsx";

const consoleUrl = "https://developer.atlassian.com/console/myapps/";

/** Guides an admin through making an OAuth app at Atlassian and making it known here. */
export function SetUpPage() {
  const { mayConfigure } = useRights();
  const navigate = useNavigate();
  const toast = useToast();
  const queryClient = useQueryClient();
  const tools = useQuery(toolsQuery);
  const scopeSets = useQuery(scopeSetsQuery);
  const authConfigs = useQuery(authConfigsQuery);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const save = useMutation({
    mutationFn: (input: Omit<Extract<NewAuthConfig, { type: "oauth2" }>, "type">) =>
      tributary.authConfigs.create({ type: "oauth2", ...input }),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: authConfigsQuery.queryKey });
      toast.done(`${name} is saved`, "Try it: connect your own account.");
    },
  });
  const [setName, setSetName] = useState<ScopeSetName>("standard");
  const [trying, setTrying] = useState(false);
  const closeTrial = useCallback(() => setTrying(false), []);
  const connected = useCallback(
    ({ site }: Connection) => {
      toast.done(`It works: connected to ${site?.name ?? "Confluence"}`);
      void navigate({ to: "/integrations" });
    },
    [toast, navigate],
  );
  const set = scopeSets.data?.find(({ name }) => name === setName);
  const needed = set && tools.data && neededScopes(set.scopes, tools.data);
  const scopes = needed?.map(({ scope }) => scope).filter((scope) => !left.has(scope));
  // The server knows its own address; before the first app exists the page's address is the best guess.
  const callbackUrl =
    authConfigs.data?.find(({ redirectUri }) => redirectUri !== undefined)?.redirectUri ??
    `${window.location.origin}/oauth/callback`;

  if (!mayConfigure) {
    return (
      <Page title="Set up Confluence">
        <Notice title="Only an admin sets up OAuth apps">
          Ask an admin of this server, or{" "}
          <Link to="/integrations" className="text-accent underline underline-offset-4">
            go back to Integrations
          </Link>
          .
        </Notice>
      </Page>
    );
  }
  return (
    <Page
      title="Set up Confluence"
      back={<BackLink to="/integrations">Integrations</BackLink>}
      description="Make an OAuth 2.0 app at Atlassian, once. After that people connect their accounts with two clicks. It takes about three minutes."
    >
      <ol className="space-y-4">
        <Step number={1} title="Create the app">
          <p>
            In Atlassian's developer console choose Create, then OAuth 2.0 integration, and give it a name people will
            recognise on the consent page.
          </p>
          <a href={consoleUrl} target="_blank" rel="noreferrer" className={`${buttonClass("secondary", "sm")} mt-3`}>
            Open the developer console
            <ExternalLink aria-hidden className="size-3.5" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        </Step>
        <Step number={2} title="Register the callback URL">
          <p className="mb-3">
            Under Authorization, add OAuth 2.0 (3LO) with exactly this callback URL. One character more or less and
            Atlassian refuses.
          </p>
          <CopyValue value={callbackUrl} what="callback URL" />
        </Step>
        <Step number={3} title="Allow the scopes">
          <p className="mb-3">
            Under Permissions, add the Confluence API and the User identity API, and tick these scopes. Leave out what
            you do not want agents to do; the tools that need it say so when they are used. (offline_access is not in
            Atlassian's list: Tributary asks for it by itself.)
          </p>
          {needed !== undefined ? (
            <div className="space-y-4">
              <ScopeSetChoice
                legend="How much shall agents be able to do?"
                sets={scopeSets.data ?? []}
                value={setName}
                onChange={(name) => {
                  setSetName(name);
                  setLeft(new Set());
                }}
              />
              <ScopeChoice
                needed={needed}
                left={left}
                onChange={(scope, chosen) => {
                  const next = new Set(left);
                  if (chosen) next.delete(scope);
                  else next.add(scope);
                  setLeft(next);
                }}
              />
            </div>
          ) : tools.isError || scopeSets.isError ? (
            <ErrorNotice
              error={tools.error ?? scopeSets.error}
              onRetry={() => Promise.all([tools.refetch(), scopeSets.refetch()])}
            />
          ) : (
            <Skeleton lines={5} label="Loading scopes" />
          )}
        </Step>
        <Step number={4} title="Enter the app's credentials">
          <p className="mb-4">
            Under Settings, copy the client id and the secret. The secret is stored encrypted and never shown again.
          </p>
          <form
            className="max-w-lg space-y-4"
            onSubmit={(event) => {
              event.preventDefault();
              const values = formValues(event.currentTarget, ["name", "clientId", "clientSecret"]);
              save.mutate({
                ...values,
                ...(left.size === 0 || scopes === undefined ? { scopeSet: setName } : { scopes }),
              });
            }}
          >
            <Field
              label="Name"
              name="name"
              defaultValue="Confluence"
              required
              maxLength={100}
              hint="Shown to people who choose how to connect."
            />
            <Field label="Client id" name="clientId" required autoComplete="off" spellCheck={false} />
            <Field label="Client secret" name="clientSecret" type="password" required autoComplete="off" />
            {save.isError && <ErrorNotice error={save.error} />}
            <div className="flex flex-wrap gap-2 pt-1">
              <Button type="submit" variant="primary" busy={save.isPending}>
                Save the app
              </Button>
              <Link to="/integrations" className={buttonClass("ghost")}>
                Cancel
              </Link>
            </div>
          </form>
          <details className="mt-5 max-w-2xl">
            <summary className="w-fit rounded text-muted hover:text-ink">Or set it by the server's environment</summary>
            <p className="mt-2 mb-3 text-muted">
              An app set this way appears here after a restart, and is changed only there.
            </p>
            <CodeBlock
              what="environment variables"
              wrap
              code={[
                "CONFLUENCE_CLIENT_ID=…",
                "CONFLUENCE_CLIENT_SECRET=…",
                `CONFLUENCE_OAUTH_SCOPE="${(scopes ?? []).join(" ")}"`,
              ].join("\n")}
            />
          </details>
        </Step>
        <Step number={5} title="Try it">
          {save.data === undefined ? (
            <p className="text-muted">
              When the app is saved, connect your own account here: only Atlassian can say whether callback URL, scopes
              and secret are right.
            </p>
          ) : (
            <>
              <p className="mb-3">
                Connect your own account with {save.data.name}. If Atlassian shows an error instead of its consent page,
                its words say which of the steps above to look at again.
              </p>
              <div className="flex flex-wrap gap-2">
                <Button variant="primary" onClick={() => setTrying(true)}>
                  Connect your account
                </Button>
                <Link to="/integrations" className={buttonClass("ghost")}>
                  Later
                </Link>
              </div>
            </>
          )}
        </Step>
      </ol>
      {trying && save.data !== undefined && (
        <ConnectDialog authConfigs={[save.data]} name={save.data.name} onClose={closeTrial} onConnected={connected} />
      )}
    </Page>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li>
      <Card className="flex gap-4 p-5">
        <span
          aria-hidden
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-accent/10 text-[0.8125rem] font-semibold text-accent"
        >
          {number}
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="mb-1.5 pt-0.5 font-semibold">{title}</h2>
          <div className="text-pretty">{children}</div>
        </div>
      </Card>
    </li>
  );
}
