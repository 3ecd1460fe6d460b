import { Bold, Code, Heading2, Italic, Link as LinkIcon, List, ListChecks } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from "react";
import { Skeleton } from "./skeleton.tsx";

const Markdown = lazy(() => import("./markdown.tsx").then((m) => ({ default: m.Markdown })));

type Mark = { label: string; key?: string; icon: ReactNode; around?: [string, string]; line?: string };

const icon = "size-4";
const marks: Mark[] = [
  { label: "Bold", key: "b", icon: <Bold aria-hidden className={icon} />, around: ["**", "**"] },
  { label: "Italic", key: "i", icon: <Italic aria-hidden className={icon} />, around: ["*", "*"] },
  { label: "Code", key: "e", icon: <Code aria-hidden className={icon} />, around: ["`", "`"] },
  { label: "Link", key: "k", icon: <LinkIcon aria-hidden className={icon} />, around: ["[", "](https://)"] },
  { label: "Heading", icon: <Heading2 aria-hidden className={icon} />, line: "## " },
  { label: "List", icon: <List aria-hidden className={icon} />, line: "- " },
  { label: "Task", icon: <ListChecks aria-hidden className={icon} />, line: "- [ ] " },
];

/** A text in Markdown with its usual marks at hand, and how it will look. */
export function MarkdownEditor({
  label,
  value,
  onChange,
  rows = 10,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
}) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [shown, setShown] = useState(false);
  const put = ({ around, line }: Mark) => {
    const area = field.current;
    if (area === null) return;
    const { selectionStart: from, selectionEnd: to } = area;
    const start = line === undefined ? from : value.lastIndexOf("\n", from - 1) + 1;
    const chosen = value.slice(start, to);
    const marked =
      line === undefined
        ? `${around?.[0] ?? ""}${chosen}${around?.[1] ?? ""}`
        : chosen
            .split("\n")
            .map((one) => line + one)
            .join("\n");
    area.focus();
    area.setSelectionRange(start, to);
    // Typed in by the browser, so that its own undo knows of it.
    if (!document.execCommand("insertText", false, marked)) onChange(value.slice(0, start) + marked + value.slice(to));
    if (around !== undefined)
      area.setSelectionRange(start + around[0].length, start + around[0].length + chosen.length);
  };
  const tab = (preview: boolean, words: string) => (
    <button
      type="button"
      role="tab"
      id={`${id}-${preview ? "preview" : "write"}-tab`}
      aria-selected={shown === preview}
      aria-controls={`${id}-panel`}
      onClick={() => setShown(preview)}
      className="h-8 rounded-md px-2.5 font-medium text-muted hover:text-ink aria-selected:bg-hover aria-selected:text-ink"
    >
      {words}
    </button>
  );
  return (
    <div>
      <span id={`${id}-label`} className="mb-1.5 block font-medium">
        {label}
      </span>
      <div className="rounded-md border border-edge/70 focus-within:border-accent">
        <div className="flex items-center gap-0.5 rounded-t-md border-b bg-sunken px-1 py-0.5">
          <div role="tablist" aria-label={`${label}: write or preview`} className="mr-auto flex pr-1">
            {tab(false, "Write")}
            {tab(true, "Preview")}
          </div>
          {!shown &&
            marks.map((mark) => (
              <button
                key={mark.label}
                type="button"
                aria-label={mark.label}
                title={mark.key === undefined ? mark.label : `${mark.label} (Ctrl+${mark.key.toUpperCase()})`}
                onClick={() => put(mark)}
                className="inline-flex h-8 min-w-0 flex-[0_1_2rem] items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
              >
                {mark.icon}
              </button>
            ))}
        </div>
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown ? "preview" : "write"}-tab`}>
          {shown ? (
            <div className="min-h-40 px-3 py-2.5">
              <Suspense fallback={<Skeleton lines={3} label="Loading the preview" />}>
                {value.trim() === "" ? <p className="text-muted">Nothing to show yet.</p> : <Markdown text={value} />}
              </Suspense>
            </div>
          ) : (
            <textarea
              ref={field}
              aria-labelledby={`${id}-label`}
              rows={rows}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onKeyDown={(event) => {
                if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
                const mark = marks.find(({ key }) => key === event.key.toLowerCase());
                if (mark === undefined) return;
                event.preventDefault();
                put(mark);
              }}
              className="block w-full resize-y rounded-b-md bg-surface px-3 py-2.5 font-mono text-[0.8125rem] leading-relaxed pointer-coarse:text-base"
            />
          )}
        </div>
      </div>
      <p className="mt-1.5 text-[0.8125rem] text-muted">
        Markdown. It becomes a Confluence page as you see it in the preview.
      </p>
    </div>
  );
}
