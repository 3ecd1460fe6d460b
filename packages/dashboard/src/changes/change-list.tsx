import type { Change } from "@tributary/sdk";
import { ArrowRight, ExternalLink } from "lucide-react";
import { DiffView } from "../diff/diff-view.tsx";
import type { DiffLook } from "../diff/use-diff-look.ts";
import { fieldChanges } from "./field-changes.ts";

/** What a write changes, piece by piece: fields, and what becomes of the text. */
export function ChangeList({ changes, look }: { changes: readonly Change[]; look: DiffLook }) {
  return (
    <ul className="space-y-5">
      {changes.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the changes of one write never change places, and may lack an id.
        <li key={at}>
          <ChangeItem change={change} look={look} />
        </li>
      ))}
    </ul>
  );
}

function ChangeItem({ change, look }: { change: Change; look: DiffLook }) {
  const { title, url, baseVersion, diff, sourceDiff } = change;
  const fields = fieldChanges(change);
  const text = look.format === "source" ? (sourceDiff ?? diff) : diff;
  return (
    <div className="space-y-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-muted">{stateOf(change)}</span>
        {url === undefined ? (
          <span className="font-medium">{title ?? change.id ?? ""}</span>
        ) : (
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-w-0 items-center gap-1 font-medium underline-offset-4 hover:underline"
          >
            {title ?? url}
            <ExternalLink aria-hidden className="size-3.5 shrink-0 text-muted" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        )}
        {baseVersion !== undefined && <span className="text-xs text-muted">based on version {baseVersion}</span>}
      </p>
      {fields.length > 0 && (
        <dl className="divide-y rounded-lg border">
          {fields.map(({ name, before, after }) => (
            <div key={name} className="grid gap-x-4 gap-y-0.5 px-3 py-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
              <dt className="text-muted">{name}</dt>
              <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2 wrap-anywhere">
                {before !== undefined && <del className="min-w-0 rounded-xs bg-bad/10 px-1 no-underline">{before}</del>}
                {before !== undefined && after !== undefined && (
                  <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 self-center text-muted" />
                )}
                {after !== undefined ? (
                  <ins className="min-w-0 rounded-xs bg-good/12 px-1 no-underline">{after}</ins>
                ) : (
                  <span className="text-muted">(taken away)</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {text !== undefined && text !== "" && (
        <DiffView diff={text} look={look} label={look.format === "source" ? "Storage format" : "Text"} />
      )}
      {fields.length === 0 && (text === undefined || text === "") && (
        <p className="text-muted">No field of it is changed.</p>
      )}
    </div>
  );
}

function stateOf({ id, before, after, kind }: Change): string {
  const noun = kind.replaceAll("_", " ");
  if (id === undefined && before === undefined) return `New ${noun}`;
  if (after === undefined && before !== undefined) return `Removes the ${noun}`;
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
