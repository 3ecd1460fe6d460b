import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Meeting } from "@tributary/sdk";
import { tributary } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

export function DeleteMeetingDialog({
  meeting,
  onClose,
  onDeleted,
}: {
  meeting: Meeting;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => tributary.meetings.delete(meeting.id),
    onSuccess() {
      onDeleted();
      client.removeQueries({ queryKey: ["meeting", meeting.id] });
      void client.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  const sent = meeting.insights.filter((one) => one.sent.length > 0).length;
  return (
    <Dialog
      title={`Delete “${meeting.title}”?`}
      description={`Its ${meeting.insights.length} insights${meeting.transcript.length > 0 ? " and its transcript" : ""} go with it, for good.${sent > 0 ? " What was sent to Confluence stays there." : ""}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </>
      }
    >
      {remove.isError && <ErrorNotice error={remove.error} />}
    </Dialog>
  );
}
