import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./button.tsx";

const shapes = {
  center: "m-auto w-[min(32rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] rounded-xl border shadow-2xl animate-enter",
  side: "ml-auto mr-0 my-0 h-dvh max-h-dvh w-[min(36rem,100vw)] border-l shadow-2xl animate-slide",
  menu: "ml-0 mr-auto my-0 h-dvh max-h-dvh w-[min(17rem,85vw)] border-r shadow-2xl",
} as const;

/**
 * A modal dialog. Mount it to open it and unmount it to close it, so that its state begins anew each time. It is the
 * browser's own <dialog>: focus stays inside, Escape closes, the rest of the page is inert, focus returns afterwards.
 * The element with `data-autofocus` is focused first, else the close button.
 */
export function Dialog({
  title,
  description,
  onClose,
  shape = "center",
  footer,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  onClose: () => void;
  shape?: keyof typeof shapes;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const [titleId, descriptionId] = [useId(), useId()];
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    // The page behind loses its scroll bar; its width is kept, so that nothing moves.
    const scrollBar = window.innerWidth - document.documentElement.clientWidth;
    document.documentElement.style.setProperty("--scroll-bar", `${scrollBar}px`);
    dialog.showModal();
    // React's autoFocus comes before the dialog is shown and is lost.
    dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => dialog.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; the key for that is Escape.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      aria-describedby={description === undefined ? undefined : descriptionId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={`fixed inset-0 max-w-none overflow-hidden bg-surface p-0 text-ink ${shapes[shape]}`}
    >
      <div className="flex max-h-[inherit] h-full flex-col">
        <header className="flex items-start gap-3 px-5 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="text-base font-semibold text-balance">
              {title}
            </h2>
            {description !== undefined && (
              <p id={descriptionId} className="mt-1 text-muted text-pretty">
                {description}
              </p>
            )}
          </div>
          <IconButton label="Close" onClick={onClose} className="-mt-1 -mr-2 pointer-coarse:-mt-2">
            <X aria-hidden className="size-4" />
          </IconButton>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        {footer !== undefined && (
          <footer className="flex flex-wrap justify-end gap-2 border-t bg-sunken px-5 py-3">{footer}</footer>
        )}
      </div>
    </dialog>
  );
}
