import { Blocks, Image } from "lucide-react";
import { inlineMarkdown, plainLine, type Segment } from "./inline-markdown.ts";
import { lineBlock, tableCells } from "./line-block.ts";
import type { DiffLine } from "./parse-diff.ts";

type Format = "rendered" | "source";

/** The text of one line of a diff: as Markdown reads, or as it is. */
export function LineText({ line, inCode, format }: { line: DiffLine; inCode: boolean; format: Format }) {
  const { text, marks, kind } = line;
  if (format === "source") {
    return (
      <code className="block font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">
        <Segments segments={plainLine(text, marks)} kind={kind} />
      </code>
    );
  }
  const block = lineBlock(text, inCode);
  const content = <Segments segments={inlineMarkdown(text, block.start, marks)} kind={kind} />;
  switch (block.kind) {
    case "heading":
      return <span className={`block font-semibold ${headingSizes[block.level - 1]}`}>{content}</span>;
    case "item":
      return (
        <span className={`flex gap-2 ${indents[block.level]}`}>
          {block.done === undefined ? (
            <span className="min-w-3 text-right text-muted">{block.label}</span>
          ) : (
            <span className="text-muted">{block.done ? "☑" : "☐"}</span>
          )}
          <span className="min-w-0">{content}</span>
        </span>
      );
    case "quote":
      return <span className="block border-l-3 pl-3 text-muted">{content}</span>;
    case "panel":
      return (
        <span className="flex items-baseline gap-2 border-l-3 pl-3">
          <Chip name={`${block.label} panel`} text="" />
          <span className="font-medium">{content}</span>
        </span>
      );
    case "table":
      return (
        <span className="flex divide-x border-x">
          {tableCells(text).map(([start, end]) => (
            <span key={start} className="min-w-0 flex-1 px-2 wrap-anywhere">
              <Segments segments={inlineMarkdown(text.slice(0, end).trimEnd(), start, marks)} kind={kind} />
            </span>
          ))}
        </span>
      );
    case "tableRule":
      return <span aria-hidden className="my-1 block border-t" />;
    case "rule":
      return <span aria-hidden className="my-2 block border-t-2" />;
    case "fence":
      return block.label === "" ? (
        <span aria-hidden className="block h-1.5" />
      ) : (
        <Chip name="code" text={block.label} />
      );
    case "code":
      return (
        <code className="block font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">
          <Segments segments={plainLine(text, marks)} kind={kind} />
        </code>
      );
    case "tag":
      return <Chip name={block.label} text="" />;
    default:
      return <span className="block min-h-2 wrap-anywhere">{content}</span>;
  }
}

const headingSizes = ["text-lg", "text-base", "text-[0.9375rem]", "text-sm", "text-sm", "text-sm"];
const indents = ["", "pl-4", "pl-8", "pl-12", "pl-16", "pl-20", "pl-24"];
const markLooks = { same: "", gone: "bg-bad/20", new: "bg-good/22" } as const;

function Segments({ segments, kind }: { segments: Segment[]; kind: DiffLine["kind"] }) {
  return segments.map((part) =>
    part.marked ? (
      <mark key={part.start} className={`rounded-xs text-inherit ${markLooks[kind]}`}>
        <SegmentText {...part} />
      </mark>
    ) : (
      <SegmentText key={part.start} {...part} />
    ),
  );
}

function SegmentText({ text, look }: Segment) {
  const { chip } = look;
  if (chip !== undefined) return <Chip name={chip === "@" ? "" : chip} text={chip === "@" ? `@${text}` : text} />;
  const classes = [
    look.bold && "font-semibold",
    look.italic && "italic",
    look.strike && "line-through",
    look.link && "underline decoration-muted underline-offset-3",
    look.code && "rounded bg-ink/6 px-1 font-mono text-[0.85em]",
  ].filter(Boolean);
  return classes.length === 0 ? text : <span className={classes.join(" ")}>{text}</span>;
}

/** What is not text, such as a macro: its name, and what it shows. */
export function Chip({ name, text }: { name: string; text: string }) {
  const Icon = name === "image" ? Image : Blocks;
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded-md border bg-sunken px-1.5 align-baseline text-xs leading-5 text-muted">
      {name !== "" && (
        <>
          <Icon aria-hidden className="size-3 shrink-0" />
          <span className="font-medium whitespace-nowrap">{name}</span>
        </>
      )}
      {text !== "" && <span className="min-w-0 truncate text-ink">{text}</span>}
    </span>
  );
}
