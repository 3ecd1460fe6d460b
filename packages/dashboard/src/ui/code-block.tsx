import { CopyButton } from "./copy-button.tsx";

/** Text to read and copy as it is. */
export function CodeBlock({ code, what, wrap = false }: { code: string; what: string; wrap?: boolean }) {
  return (
    <div className="relative rounded-lg border bg-sunken">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className={`max-h-80 overflow-auto py-3 pr-11 pl-3.5 font-mono text-xs leading-relaxed ${wrap ? "whitespace-pre-wrap wrap-anywhere" : ""}`}
      >
        <code>{code}</code>
      </pre>
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton text={code} what={what} />
      </div>
    </div>
  );
}

/** One value in a box of its own, such as a URL to register somewhere. */
export function CopyValue({ value, what }: { value: string; what: string }) {
  return (
    <div className="flex items-center gap-1 rounded-md border bg-sunken pl-3">
      <code className="min-w-0 flex-1 py-1.5 font-mono text-[0.8125rem] wrap-anywhere">{value}</code>
      <CopyButton text={value} what={what} />
    </div>
  );
}
