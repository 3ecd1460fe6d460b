import { Keyboard } from "lucide-react";
import { IconButton } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { useSingleKeys } from "./use-keys.ts";

export type KeyMeaning = {
  keys: readonly string[];
  does: string;
  /** Held together with another key, so that it stays when single keys do nothing. */
  together?: true;
};

/** What keys do on every page. */
const everywhere: KeyMeaning[] = [
  { keys: ["Ctrl", "K"], does: "Go to a page, an agent, a meeting or a tool", together: true },
  { keys: ["/"], does: "Into the search of the page, where it has one" },
  { keys: ["?"], does: "This help" },
];

/** What keys do on this page, and the switch for people to whom single keys are in the way. */
export function KeyboardHelp({ meanings, onClose }: { meanings: readonly KeyMeaning[]; onClose: () => void }) {
  const [on, setOn] = useSingleKeys();
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-5 gap-y-2.5">
        {[...meanings, ...everywhere].map(({ keys, does, together }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd className={on || together ? "" : "text-muted line-through"}>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex items-center gap-2.5 border-t pt-4">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => setOn(event.target.checked)}
          className="size-4 accent-accent"
        />
        Single keys do things on this device
      </label>
    </Dialog>
  );
}

export function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5.5 min-w-5.5 items-center justify-center rounded border bg-sunken px-1.5 font-mono text-xs">
      {children}
    </kbd>
  );
}

export function KeyboardHelpButton({ onClick }: { onClick: () => void }) {
  return (
    <IconButton label="Keyboard shortcuts ( ? )" onClick={onClick} className="max-sm:hidden pointer-coarse:hidden">
      <Keyboard aria-hidden className="size-4" />
    </IconButton>
  );
}
