import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

/** Asks before something that cannot be taken back, and says in a list what it does and what stays. */
export function ConfirmDialog({
  title,
  effects,
  action,
  danger = true,
  busy,
  error,
  onConfirm,
  onClose,
}: {
  title: string;
  effects: readonly ReactNode[];
  /** What the button says. */
  action: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5 text-pretty marker:text-muted">
        {effects.map((effect, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is written out and never changes.
          <li key={index}>{effect}</li>
        ))}
      </ul>
      {error != null && (
        <div className="mt-4">
          <ErrorNotice error={error} />
        </div>
      )}
    </Dialog>
  );
}
