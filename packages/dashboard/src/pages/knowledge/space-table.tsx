import { Link } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { isUnderWay } from "../../sync/sync-words.ts";
import { useMayChange, useSync } from "../../sync/use-sync.ts";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/button.tsx";
import { SearchField } from "../../ui/field.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useToast } from "../../ui/toast.tsx";
import { leaveOut, takeIn } from "./space-choice.ts";

const manySpaces = 12;

/** The spaces of a source: how much of each is indexed, and what can be done with it. */
export function SpaceTable({ source }: { source: Source }) {
  const [words, setWords] = useState("");
  const excluded = source.settings.excludeSpaces ?? [];
  const fits = (text: string) => text.toLowerCase().includes(words.trim().toLowerCase());
  // What is left out is no longer among the source's spaces once a sync has seen to it.
  const gone = excluded.filter((key) => !source.spaces.some((space) => space.key === key));
  const spaces = [...source.spaces, ...gone.map((key) => ({ key, name: key, documents: 0 }))]
    .filter(({ key, name }) => fits(`${key} ${name}`))
    .sort((a, b) => b.documents - a.documents || a.name.localeCompare(b.name));
  return (
    <section aria-labelledby="spaces">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="spaces" className="font-semibold">
          Spaces<span className="ml-2 font-normal text-muted">{source.spaces.length}</span>
        </h2>
        {source.spaces.length > manySpaces && (
          <div className="w-full sm:w-64">
            <SearchField label="Find a space" value={words} onChange={(event) => setWords(event.target.value)} />
          </div>
        )}
      </div>
      {source.spaces.length === 0 && gone.length === 0 ? (
        <p className="rounded-xl border border-dashed px-5 py-8 text-center text-muted">
          {isUnderWay(source.lastRun) ? "Spaces appear as they are found." : "No space is known yet."}
        </p>
      ) : (
        <div className="max-h-128 overflow-y-auto rounded-xl border bg-surface">
          <table className="w-full text-left">
            <thead className="sticky top-0 z-1 border-b bg-sunken text-xs text-muted">
              <tr>
                <th scope="col" className="px-4 py-2 font-medium">
                  Space
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium">
                  Documents
                </th>
                <th scope="col" className="w-12 py-2 pr-2">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {spaces.map((space) => (
                <Row key={space.key} source={source} space={space} out={excluded.includes(space.key)} />
              ))}
            </tbody>
          </table>
          {spaces.length === 0 && <p className="px-4 py-6 text-muted">No space is called that.</p>}
        </div>
      )}
    </section>
  );
}

function Row({
  source,
  space: { key, name, documents },
  out,
}: {
  source: Source;
  space: { key: string; name: string; documents: number };
  out: boolean;
}) {
  const mayChange = useMayChange(source);
  const { start, change } = useSync(source);
  const toast = useToast();
  return (
    <tr className={out ? "text-muted" : ""}>
      <th scope="row" className="px-4 py-2.5 font-normal">
        <Link
          to="/knowledge"
          search={{ source: source.id, space: key, view: "changes" }}
          className="rounded font-medium wrap-anywhere hover:text-accent"
        >
          {name}
        </Link>
        {name !== key && <span className="ml-2 font-mono text-xs text-muted">{key}</span>}
        {out && (
          <span className="ml-2">
            <Badge>left out</Badge>
          </span>
        )}
      </th>
      <td className="px-4 py-2.5 text-right tabular-nums">{documents.toLocaleString("en")}</td>
      <td className="py-1 pr-2 text-right">
        {mayChange && (
          <Menu
            trigger={
              <IconButton label={`Actions for ${name}`}>
                <Ellipsis aria-hidden className="size-4" />
              </IconButton>
            }
          >
            {!out && (
              <MenuItem
                onSelect={() =>
                  start.mutate(
                    { spaces: [key] },
                    { onSuccess: () => toast.done(`${name} is being indexed anew`, "Search goes on meanwhile.") },
                  )
                }
              >
                Index anew
              </MenuItem>
            )}
            <MenuItem
              onSelect={() =>
                change.mutate(out ? takeIn(source.settings, key) : leaveOut(source.settings, key), {
                  onSuccess: () =>
                    toast.done(
                      out ? `${name} is synced again` : `${name} is left out`,
                      out
                        ? undefined
                        : "Its documents leave the index with the next sync. Nothing changes in Confluence.",
                    ),
                })
              }
            >
              {out ? "Take in again" : "Leave out"}
            </MenuItem>
          </Menu>
        )}
      </td>
    </tr>
  );
}
