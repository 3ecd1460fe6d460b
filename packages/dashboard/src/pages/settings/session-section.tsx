import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor } from "lucide-react";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { sessionsQuery } from "../../api/settings-queries.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { browserName } from "./browser-name.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Loaded } from "./loaded.tsx";
import { Section } from "./section.tsx";

/** Where the person is signed in, this browser first. */
export function SessionSection() {
  const client = useQueryClient();
  const toast = useToast();
  const sessions = useQuery(sessionsQuery);
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: (id: string | undefined) => tributary.account.endSession(id),
    async onSuccess(_, id) {
      await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      setAsking(false);
      toast.done(id === undefined ? "Signed out everywhere else" : "Signed out there");
    },
    onError: (error, id) => {
      if (id !== undefined) toast.failed(error);
    },
  });
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0;
  return (
    <Section
      title="Signed in"
      description="Browsers that are signed in as you. Sign out where you do not know one, and change your password."
    >
      <Loaded query={sessions} what="sessions">
        {(all) => (
          <Card>
            <ul aria-label="Sessions" className="divide-y">
              {[...all]
                .sort((a, b) => Number(b.current) - Number(a.current))
                .map(({ id, current, browser, address, usedAt, createdAt }) => (
                  <li key={id} className="flex items-center gap-3.5 px-5 py-3">
                    <Monitor aria-hidden className="size-4.5 shrink-0 text-muted" />
                    <div className="min-w-0 flex-1">
                      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                        {browserName(browser)}
                        {current && (
                          <Badge tone="good" dot>
                            This browser
                          </Badge>
                        )}
                      </p>
                      <p className="text-[0.8125rem] text-muted wrap-anywhere">
                        {address !== null && address !== "" && <>{address} · </>}
                        signed in <Time value={createdAt} />
                        {!current && (
                          <>
                            , used <Time value={usedAt} />
                          </>
                        )}
                      </p>
                    </div>
                    {!current && (
                      <Button
                        size="sm"
                        busy={end.isPending && end.variables === id}
                        aria-label={`Sign out ${browserName(browser)}`}
                        onClick={() => end.mutate(id)}
                      >
                        Sign out
                      </Button>
                    )}
                  </li>
                ))}
              {all.length === 0 && <li className="px-5 py-4 text-muted">No browser is signed in as you.</li>}
            </ul>
            {others > 0 && (
              <div className="flex justify-end border-t bg-sunken px-5 py-3 last:rounded-b-xl">
                <Button size="sm" onClick={() => setAsking(true)}>
                  Sign out everywhere else
                </Button>
              </div>
            )}
          </Card>
        )}
      </Loaded>
      {asking && (
        <ConfirmDialog
          title="Sign out everywhere else?"
          effects={[
            `${others === 1 ? "One other browser has" : `${others} other browsers have`} to sign in again. This one stays signed in.`,
            "Your API keys go on working.",
          ]}
          action="Sign out"
          busy={end.isPending}
          error={end.error}
          onConfirm={() => end.mutate(undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
