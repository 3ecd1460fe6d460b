import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { explain } from "../api/explain.ts";

type Message = {
  id: number;
  tone: "good" | "bad";
  title: string;
  detail: string | undefined;
  undo?: () => Promise<void>;
};

type Toasts = {
  done: (title: string, detail?: string) => void;
  failed: (error: unknown) => void;
  /** Says what was done, with a button that takes it back. Stays longer. */
  undoable: (title: string, undo: () => Promise<void>) => void;
};

const ToastContext = createContext<Toasts | undefined>(undefined);

/** Says in passing what came of something the person did. */
export function useToast(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === undefined) throw new Error("useToast needs a ToastProvider above it.");
  return toasts;
}

let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const add = useCallback((tone: Message["tone"], title: string, detail?: string, undo?: Message["undo"]) => {
    lastId += 1;
    setMessages((before) => [...before.slice(-2), { id: lastId, tone, title, detail, ...(undo && { undo }) }]);
  }, []);
  const [toasts] = useState<Toasts>(() => {
    const failed = (error: unknown) => {
      const { title, hint, atlassian } = explain(error);
      add("bad", title, hint ?? atlassian);
    };
    return {
      done: (title, detail) => add("good", title, detail),
      failed,
      undoable: (title, undo) => add("good", title, undefined, () => undo().catch(failed)),
    };
  });
  return (
    <Toast.Provider swipeDirection="right" duration={6000}>
      <ToastContext value={toasts}>{children}</ToastContext>
      {messages.map(({ id, tone, title, detail, undo }) => (
        <Toast.Root
          key={id}
          type={tone === "bad" ? "foreground" : "background"}
          duration={tone === "bad" || undo !== undefined ? 12_000 : 5000}
          onOpenChange={(open) => {
            if (!open) setMessages((before) => before.filter((message) => message.id !== id));
          }}
          className="flex animate-enter gap-3 rounded-lg border bg-surface p-3.5 shadow-lg"
        >
          {tone === "good" ? (
            <CircleCheck aria-hidden className="mt-px size-4.5 shrink-0 text-good" />
          ) : (
            <CircleAlert aria-hidden className="mt-px size-4.5 shrink-0 text-bad" />
          )}
          <div className="min-w-0 flex-1 wrap-anywhere">
            <Toast.Title className="font-medium">{title}</Toast.Title>
            {detail !== undefined && <Toast.Description className="mt-0.5 text-muted">{detail}</Toast.Description>}
          </div>
          {undo !== undefined && (
            <Toast.Action
              altText="Undo, on the page the message is about"
              onClick={() => void undo()}
              className="-my-1 h-7 rounded-md px-2 font-medium text-accent hover:bg-hover pointer-coarse:h-10"
            >
              Undo
            </Toast.Action>
          )}
          <Toast.Close
            aria-label="Dismiss"
            className="-mt-1 -mr-1 inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 outline-none" />
    </Toast.Provider>
  );
}
