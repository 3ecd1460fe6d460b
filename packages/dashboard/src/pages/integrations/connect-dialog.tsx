import { useQuery } from "@tanstack/react-query";
import type { AuthConfig, Connection, ScopeSetName } from "@tributary/sdk";
import { ExternalLink, LoaderCircle } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { tributary } from "../../api/client.ts";
import { doctorQuery, scopeSetsQuery } from "../../api/queries.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { formValues } from "../../ui/form-values.ts";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { ScopeSetChoice } from "./scope-set-choice.tsx";
import { SitePicker } from "./site-picker.tsx";
import { type Consent, useConsent } from "./use-consent.ts";

/**
 * Connects an account by consent at Atlassian: what to expect, the consent in a window, the choice of a site. With
 * `connection` it renews that one's consent, otherwise it makes a new one.
 */
export function ConnectDialog({
  authConfigs,
  connection,
  name = "",
  onConnected,
  onClose,
}: {
  /** The OAuth apps to choose from. */
  authConfigs: AuthConfig[];
  connection?: Connection | undefined;
  /** Proposed for a new connection. */
  name?: string;
  onConnected: (connection: Connection) => void;
  onClose: () => void;
}) {
  const { consent, begin } = useConsent();
  const scopeSets = useQuery(scopeSetsQuery);
  const doctor = useQuery({ ...doctorQuery(connection?.id ?? ""), enabled: connection?.status === "active" });
  const [scopeSet, setScopeSet] = useState<ScopeSetName>();
  const asked = scopeSet === undefined ? {} : { scopeSet };
  const formId = useId();
  const connected = consent.phase === "done" ? consent.connection : undefined;
  useEffect(() => {
    if (connected !== undefined) onConnected(connected);
  }, [connected, onConnected]);

  const renew = (id: string) =>
    begin({
      start: () => tributary.connections.reconnect(id, asked),
      before: connection?.status === "active" ? connection.updatedAt : undefined,
    });
  const start = (form: HTMLFormElement) => {
    if (connection !== undefined) return renew(connection.id);
    const { name: chosenName, authConfigId } = formValues(form, ["name", "authConfigId"]);
    const chosen = authConfigId || authConfigs[0]?.id;
    begin({
      start: () =>
        tributary.connections.initiate({
          ...(chosenName !== "" && { name: chosenName }),
          ...(chosen !== undefined && { authConfigId: chosen }),
          ...asked,
        }),
    });
  };

  const asking = consent.phase === "idle" || consent.phase === "opening" || consent.phase === "failed";
  return (
    <Dialog
      title={connection === undefined ? "Connect Confluence" : `Reconnect ${connection.name}`}
      description={asking ? "You give your consent at Atlassian, in a window of its own." : undefined}
      onClose={onClose}
      footer={
        asking ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" data-autofocus busy={consent.phase === "opening"}>
              Continue to Atlassian
              <ExternalLink aria-hidden className="size-4" />
            </Button>
          </>
        ) : undefined
      }
    >
      {asking ? (
        <form
          id={formId}
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            start(event.currentTarget);
          }}
        >
          {consent.phase === "failed" && <ErrorNotice error={consent.error} />}
          {connection === undefined && (
            <Field
              label="Name of the connection"
              name="name"
              defaultValue={name}
              required
              maxLength={100}
              hint="For you to tell several connections apart."
            />
          )}
          {connection === undefined && authConfigs.length > 1 && (
            <Select label="OAuth app" name="authConfigId">
              {authConfigs.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <Notice title="Atlassian may say that the app is not verified">
            It says so about every app its own team has not reviewed, private ones included. The app is the one set up
            on this server{appName(authConfigs, connection)}; the tokens are kept encrypted here and go nowhere else.
          </Notice>
          {scopeSets.data !== undefined && (
            <details>
              <summary className="w-fit rounded text-muted hover:text-ink">
                Ask for other rights than the app's own{scopeSet !== undefined && `: ${scopeSet}`}
              </summary>
              <div className="mt-3">
                <ScopeSetChoice
                  legend="Ask for"
                  sets={scopeSets.data}
                  value={scopeSet ?? doctor.data?.scopeSet ?? undefined}
                  onChange={setScopeSet}
                />
                <p className="mt-2 text-[0.8125rem] text-muted text-pretty">
                  Atlassian refuses scopes that are not ticked for the app in its console.
                </p>
              </div>
            </details>
          )}
          {connection?.status === "active" && (
            <p className="text-muted">The connection works on while you give the new consent.</p>
          )}
        </form>
      ) : (
        <Progress consent={consent} onAgain={renew} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Progress({
  consent,
  onAgain,
  onClose,
}: {
  consent: Consent;
  onAgain: (id: string) => void;
  onClose: () => void;
}): ReactNode {
  switch (consent.phase) {
    case "waiting":
      return consent.blocked ? (
        <Notice
          tone="warn"
          role="status"
          title="Your browser kept the window from opening"
          actions={
            // biome-ignore lint/security/noBlankTarget: the page at its end tells this one, and is the server's own.
            <a href={consent.redirectUrl} target="_blank" rel="opener" className={buttonClass("primary", "sm")}>
              Open Atlassian's page
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          }
        >
          Open the page with this link instead, and come back here when you are done.
        </Notice>
      ) : (
        <div role="status" className="flex flex-col items-center gap-3 py-6 text-center">
          <LoaderCircle aria-hidden className="size-7 animate-spin text-accent" />
          <p className="font-medium">Waiting for your consent at Atlassian…</p>
          <p className="max-w-sm text-muted text-pretty">
            Choose the site in the other window and press Accept. This page goes on by itself.
          </p>
          <div className="mt-2 flex flex-wrap justify-center gap-2">
            <Button size="sm" onClick={() => onAgain(consent.id)}>
              Open the window again
            </Button>
            <Button size="sm" variant="ghost" onClick={onClose}>
              Not now
            </Button>
          </div>
        </div>
      );
    case "choose-site":
      return <SitePicker connection={consent.connection} />;
    case "ended":
      return (
        <Notice
          tone="warn"
          role="alert"
          title="Nothing was connected"
          actions={
            <>
              <Button size="sm" variant="primary" onClick={() => onAgain(consent.id)}>
                Try again
              </Button>
              <Button size="sm" onClick={onClose}>
                Close
              </Button>
            </>
          }
        >
          {consent.reason}
        </Notice>
      );
    default:
      return null;
  }
}

function appName(authConfigs: AuthConfig[], connection: Connection | undefined): string {
  const used =
    connection === undefined
      ? authConfigs.length === 1
        ? authConfigs[0]
        : undefined
      : authConfigs.find(({ id }) => id === connection.authConfigId);
  return used === undefined ? "" : ` (“${used.name}”)`;
}
