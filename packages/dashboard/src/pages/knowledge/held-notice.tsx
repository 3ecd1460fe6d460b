import type { Source } from "@tributary/sdk";
import { useState } from "react";
import { isUnderWay } from "../../sync/sync-words.ts";
import { useMayChange, useSync } from "../../sync/use-sync.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";

const whyOf = {
  confluence:
    "That is more than usual, and the site does not say that they were deleted: the account may have lost rights.",
  markdown: "That is more than usual: the folder may have been moved, or a disk may be missing.",
};

/** So much went at once that it was only hidden: a person says whether it is gone, or whether rights were lost. */
export function HeldNotice({ source }: { source: Source }) {
  const { lastRun, name } = source;
  const mayChange = useMayChange(source);
  const { start } = useSync(source);
  const [asking, setAsking] = useState(false);
  const held = lastRun?.held ?? 0;
  const others = (lastRun?.warnings ?? []).filter((warning) => held === 0 || !warning.includes("no longer listed"));
  if (isUnderWay(lastRun) || (held === 0 && others.length === 0)) return null;
  const documents = `${held.toLocaleString("en")} ${held === 1 ? "document" : "documents"}`;
  return (
    <>
      {held > 0 && (
        <Notice
          tone="warn"
          title={`${documents} no longer ${source.kind === "markdown" ? "in the folder" : "listed by the site"}`}
          actions={
            mayChange ? (
              <>
                <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
                  Remove them
                </Button>
                <Button size="sm" busy={start.isPending} onClick={() => start.mutate({ mode: "sweep" })}>
                  Look again
                </Button>
              </>
            ) : undefined
          }
        >
          {whyOf[source.kind]}{" "}
          {source.kind === "markdown"
            ? "They stay in the index until somebody decides."
            : "They are hidden from search until somebody decides, and removed after a day."}
          {!mayChange && " An admin can decide."}
        </Notice>
      )}
      {others.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      {asking && (
        <Dialog
          title={`Remove ${documents} of ${name}?`}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)} data-autofocus>
                Cancel
              </Button>
              <Button
                variant="danger"
                busy={start.isPending}
                onClick={() => start.mutate({ confirmRemovals: true }, { onSuccess: () => setAsking(false) })}
              >
                Remove from the index
              </Button>
            </>
          }
        >
          <p>
            They leave the search index. Nothing is changed{" "}
            {source.kind === "markdown" ? "on the disk" : "in Confluence"}, and whatever can still be seen there comes
            back with the next comparison.
          </p>
        </Dialog>
      )}
    </>
  );
}
