import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ToolResult } from "@tributary/sdk";
import { Eye, Send } from "lucide-react";
import { type FormEvent, useState } from "react";
import { tributary } from "../../api/client.ts";
import { useRights } from "../../api/use-me.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { ApiAnswer } from "./api-answer.tsx";
import { type ApiRequest, apiArguments, emptyRequest, type Method, methods, placeholders } from "./api-request.ts";
import { CodeTabs } from "./code-tabs.tsx";
import { ConnectionChoice, useChosenConnection } from "./connection-choice.tsx";
import { PairsEditor } from "./pairs-editor.tsx";
import { RunResult } from "./run-result.tsx";
import { SavedList } from "./saved-list.tsx";
import { snippets } from "./snippets.ts";

const route = getRouteApi("/app/playground/api-call");
const tool: string = "confluence_api_call";

/** One request to the site's own API, for what no tool does. The same policy and the same record hold. */
export function ApiCallPage() {
  const { connection } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayAct } = useRights();
  const connections = useChosenConnection(connection);
  const { chosen, usable } = connections;
  const [request, setRequest] = useState<ApiRequest>(emptyRequest);
  const [checked, setChecked] = useState(false);
  const [dryRun, setDryRun] = useState(false);
  const set = (change: Partial<ApiRequest>) => setRequest((before) => ({ ...before, ...change }));
  const { args, problem } = apiArguments(request);
  const run = useMutation({
    mutationFn: (dry: boolean): Promise<ToolResult> =>
      tributary.tools.execute<unknown, string>(tool, {
        arguments: args,
        ...(chosen !== undefined && { connectionId: chosen.id }),
        ...(dry && { dryRun: true }),
      }),
  });
  const send = (event: FormEvent, dry: boolean) => {
    event.preventDefault();
    setChecked(true);
    setDryRun(dry);
    if (problem === undefined) run.mutate(dry);
  };
  const writes = request.method !== "GET";
  const refused = writes && !mayAct;
  const unable = refused || usable?.length === 0;
  return (
    <Page
      title="API call"
      back={
        <BackLink to="/playground" search={{}}>
          Playground
        </BackLink>
      }
      description="One request to the site's own API, for what no tool does. The same permissions and the same record hold as for every tool."
    >
      <div className="gap-8 space-y-8 lg:grid lg:grid-cols-[minmax(0,1fr)_16rem] lg:space-y-0">
        <div className="min-w-0 space-y-6">
          <Card className="p-5">
            <form noValidate aria-label="Request" className="space-y-5" onSubmit={(event) => send(event, false)}>
              <ConnectionChoice
                connections={connections}
                onChange={(id) => navigate({ search: { connection: id }, replace: true })}
              />
              <div className="grid gap-3 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
                <Select
                  label="Method"
                  value={request.method}
                  onChange={(event) => set({ method: event.target.value as Method })}
                >
                  {methods.map((method) => (
                    <option key={method}>{method}</option>
                  ))}
                </Select>
                <Field
                  label="Path"
                  required
                  spellCheck={false}
                  autoComplete="off"
                  className="[&_input]:font-mono [&_input]:text-[0.8125rem]"
                  placeholder="/wiki/api/v2/pages/{id}"
                  value={request.path}
                  onChange={(event) => set({ path: event.target.value })}
                />
              </div>
              {placeholders(request.path).length > 0 && (
                <div className="grid gap-3 sm:grid-cols-2">
                  {placeholders(request.path).map((name) => (
                    <Field
                      key={name}
                      label={`{${name}}`}
                      required
                      autoComplete="off"
                      value={request.pathParams[name] ?? ""}
                      onChange={(event) => set({ pathParams: { ...request.pathParams, [name]: event.target.value } })}
                    />
                  ))}
                </div>
              )}
              <PairsEditor label="Query" one="parameter" pairs={request.query} onChange={(query) => set({ query })} />
              <PairsEditor
                label="Headers"
                one="header"
                pairs={request.headers}
                onChange={(headers) => set({ headers })}
              />
              {writes && (
                <TextArea
                  label="Body"
                  mono
                  rows={8}
                  placeholder='{ "title": "…" }'
                  spellCheck={false}
                  hint="An object or array is sent as JSON, text as it is."
                  value={request.body}
                  onChange={(event) => set({ body: event.target.value })}
                />
              )}
              {checked && problem !== undefined && (
                <p role="alert" className="text-bad">
                  {problem}
                </p>
              )}
              {refused && <Notice title="A viewer changes nothing">Only GET is for you.</Notice>}
              <div className="flex flex-wrap gap-2">
                {writes && (
                  <Button
                    variant="primary"
                    disabled={unable}
                    busy={run.isPending && dryRun}
                    onClick={(event) => send(event, true)}
                  >
                    <Eye aria-hidden className="size-4" />
                    Dry run
                  </Button>
                )}
                <Button
                  type="submit"
                  variant={writes ? "danger" : "primary"}
                  disabled={unable}
                  busy={run.isPending && !dryRun}
                >
                  <Send aria-hidden className="size-4" />
                  {writes ? "Send for real" : "Send"}
                </Button>
              </div>
            </form>
          </Card>
          {run.isError && <ErrorNotice error={run.error} />}
          {run.data !== undefined && !run.isPending && (
            <RunResult result={run.data} show={(data) => <ApiAnswer data={data} />} />
          )}
          <section aria-label="How to call it">
            <h2 className="mb-2 font-semibold">The same call from a program</h2>
            <CodeTabs
              snippets={snippets(
                {
                  tool,
                  args,
                  connectionId: (usable?.length ?? 0) > 1 ? chosen?.id : undefined,
                  dryRun: dryRun && writes,
                },
                window.location.origin,
              )}
            />
          </section>
        </div>
        <SavedList
          request={request}
          onTake={(taken) => {
            setRequest(taken);
            setChecked(false);
            run.reset();
          }}
        />
      </div>
    </Page>
  );
}
