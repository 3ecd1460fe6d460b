import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { tributary } from "../../api/client.ts";
import { meetingSettingsQuery } from "../../api/meeting-queries.ts";
import { Button } from "../../ui/button.tsx";
import { CodeBlock, CopyValue } from "../../ui/code-block.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";

/** The address at which the person's recorder posts meetings. */
export function WebhookDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const settings = useQuery(meetingSettingsQuery);
  const refresh = () => client.invalidateQueries({ queryKey: meetingSettingsQuery.queryKey });
  const make = useMutation({ mutationFn: () => tributary.meetings.createWebhook(), onSuccess: refresh });
  const end = useMutation({
    mutationFn: () => tributary.meetings.deleteWebhook(),
    onSuccess: () => {
      make.reset();
      return refresh();
    },
  });
  const there = settings.data?.webhook === true;
  return (
    <Dialog
      title="Let a recorder post your meetings"
      description="A recorder, or any program, posts a meeting as JSON to an address of your own. It can add meetings and nothing else."
      onClose={onClose}
      footer={
        <>
          {there && (
            <Button variant="ghost" busy={end.isPending} onClick={() => end.mutate()}>
              End the address
            </Button>
          )}
          <Button variant="primary" busy={make.isPending} onClick={() => make.mutate()}>
            {there ? "Make a new address" : "Make an address"}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {make.data !== undefined ? (
          <>
            <Notice tone="good" title="Copy it now: it is shown once.">
              Whoever knows it can add meetings in your name.
            </Notice>
            <CopyValue what="address" value={make.data.url} />
            <CodeBlock
              what="command"
              code={`curl ${make.data.url} \\\n  -H 'content-type: application/json' \\\n  -d '{"title":"Planning","startedAt":"${new Date().toISOString()}","insights":[{"kind":"decision","text":"We ship on Friday."}]}'`}
            />
          </>
        ) : (
          there && <Notice title="There is an address already.">A new one ends it.</Notice>
        )}
        {make.isError && <ErrorNotice error={make.error} />}
        {end.isError && <ErrorNotice error={end.error} />}
      </div>
    </Dialog>
  );
}
