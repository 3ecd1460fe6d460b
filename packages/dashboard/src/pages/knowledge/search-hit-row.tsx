import type { SearchHit } from "@tributary/sdk";
import {
  ChevronRight,
  ExternalLink,
  FileText,
  type LucideIcon,
  MessageSquare,
  NotebookPen,
  Paperclip,
} from "lucide-react";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Time } from "../../ui/time.tsx";
import { highlight } from "./highlight.ts";

const kinds: Record<SearchHit["kind"], { word: string; Icon: LucideIcon }> = {
  page: { word: "Page", Icon: FileText },
  blogpost: { word: "Blog post", Icon: NotebookPen },
  comment: { word: "Comment", Icon: MessageSquare },
  file: { word: "File", Icon: Paperclip },
};

/** One passage: where it stands, what it says with the words marked, and the way to it. */
export function SearchHitRow({
  hit,
  source,
  onLabel,
}: {
  hit: SearchHit;
  /** The source's name, where there are several. */
  source: string | undefined;
  onLabel: (label: string) => void;
}) {
  const { title, kind, url, headingPath, snippet, highlights, spaceName, spaceKey, modifiedAt, author, labels } = hit;
  const { word, Icon } = kinds[kind];
  // Browsers open no file:// addresses from a page.
  const opens = /^https?:/.test(url);
  return (
    <li className="relative flex gap-3.5 px-4 py-4 transition-colors focus-within:bg-hover/60 hover:bg-hover/60 sm:px-5">
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <h2 className="flex items-start gap-1 font-medium wrap-anywhere">
          {opens ? (
            <a
              data-hit
              href={url}
              target="_blank"
              rel="noreferrer"
              className="rounded after:absolute after:inset-0 hover:text-accent"
            >
              <span className="sr-only">{word}: </span>
              {title}
              <ExternalLink aria-hidden className="mb-0.5 ml-1.5 inline size-3.5 text-muted" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          ) : (
            <span data-hit tabIndex={-1} className="rounded">
              <span className="sr-only">{word}: </span>
              {title}
            </span>
          )}
        </h2>
        {headingPath.length > 0 && (
          <p className="mt-0.5 flex flex-wrap items-center gap-x-1 text-[0.8125rem] text-accent">
            {headingPath.map((heading, at) => (
              <span key={headingPath.slice(0, at + 1).join("/")} className="inline-flex items-center gap-x-1">
                {at > 0 && <ChevronRight aria-hidden className="size-3 text-muted" />}
                {heading}
              </span>
            ))}
          </p>
        )}
        <p className="mt-1 line-clamp-3 max-w-3xl text-muted text-pretty wrap-anywhere">
          {highlight(snippet, highlights).map(({ at, text, marked }) =>
            marked ? (
              <mark key={at} className="rounded-xs bg-accent/15 px-px font-medium text-ink">
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-muted">
          {(spaceName ?? spaceKey) !== undefined && <span className="font-medium">{spaceName ?? spaceKey}</span>}
          {source !== undefined && <span>{source}</span>}
          <span>
            changed <Time value={modifiedAt} />
            {author !== undefined && ` by ${author.name}`}
          </span>
          {labels.slice(0, 6).map((label) => (
            <button
              key={label}
              type="button"
              onClick={() => onLabel(label)}
              className="relative z-1 inline-flex min-h-6 items-center rounded-md border px-1.5 hover:border-edge hover:text-ink"
            >
              <span className="sr-only">Only with label </span>
              {label}
            </button>
          ))}
          {!opens && (
            <span className="inline-flex min-w-0 items-center font-mono wrap-anywhere">
              {decodeURIComponent(new URL(url).pathname)}
              <CopyButton text={decodeURIComponent(new URL(url).pathname)} what="path" />
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
