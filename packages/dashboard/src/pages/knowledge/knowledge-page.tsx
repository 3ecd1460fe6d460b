import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FolderPlus, Search as SearchIcon } from "lucide-react";
import { useRef, useState } from "react";
import { sourcesQuery } from "../../api/source-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { inputClass, SlashHint } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { tabClass } from "../../ui/tab-class.ts";
import { useMirroredText } from "../../ui/use-mirrored-text.ts";
import { useSettled } from "../../ui/use-settled.ts";
import { useSlashKey } from "../../ui/use-slash-key.ts";
import { AddFolderDialog } from "./add-folder-dialog.tsx";
import { moveAmongHits } from "./move-among-hits.ts";
import { RecentChanges } from "./recent-changes.tsx";
import { SearchResults } from "./search-results.tsx";
import { SourceList } from "./source-list.tsx";
import { SpaceDigest } from "./space-digest.tsx";

const route = getRouteApi("/app/knowledge");

/** Everything that was synced: search it, see how current it is, and what has changed. */
export function KnowledgePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { mayConfigure } = useRights();
  const sources = useQuery(sourcesQuery);
  const [adding, setAdding] = useState(false);
  const field = useSlashKey<HTMLInputElement>();
  const results = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useMirroredText(search.q ?? "", (q) =>
    navigate({ search: (before) => ({ ...before, q: q === "" ? undefined : q }), replace: true }),
  );
  const asked = useSettled(typed.trim(), 120);
  const { view, ...filters } = search;
  return (
    <Page
      title="Knowledge"
      description="What has been synced from your sites and folders. Agents search exactly this, each within what its account may see."
      actions={
        mayConfigure && (
          <Button onClick={() => setAdding(true)}>
            <FolderPlus aria-hidden className="size-4" />
            Add a folder
          </Button>
        )
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the field and what was found. */}
      <div ref={results} onKeyDown={(event) => moveAmongHits(event, field.current)}>
        <search className="relative block">
          <SearchIcon aria-hidden className="pointer-events-none absolute top-3.5 left-4 size-4.5 text-muted" />
          <input
            ref={field}
            type="search"
            aria-label="Search everything that was synced"
            aria-keyshortcuts="/"
            placeholder="Search everything"
            autoComplete="off"
            className={`peer ${inputClass} h-11.5! rounded-xl pl-11 text-base shadow-xs`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <SlashHint />
        </search>
        {typed.trim() !== "" ? (
          <SearchResults
            search={{ ...filters, q: asked === "" ? typed.trim() : asked }}
            sources={sources.data ?? []}
            onFilter={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
            onSuggestion={setTyped}
          />
        ) : (
          <>
            <nav aria-label="Views of knowledge" className="mt-5 mb-5 flex gap-5 border-b">
              <ViewLink view={undefined} label="Sources" />
              <ViewLink view="changes" label="Recently changed" />
              <ViewLink view="digest" label="Digest" />
            </nav>
            {view === "changes" ? (
              <RecentChanges sources={sources.data} space={search.space} source={search.source} since={search.since} />
            ) : view === "digest" ? (
              <SpaceDigest sources={sources.data} space={search.space} source={search.source} since={search.since} />
            ) : (
              <SourceList sources={sources} onAdd={() => setAdding(true)} />
            )}
          </>
        )}
      </div>
      {adding && <AddFolderDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function ViewLink({ view, label }: { view: "changes" | "digest" | undefined; label: string }) {
  return (
    <Link
      from="/knowledge"
      to="/knowledge"
      search={(before) => ({ ...before, view })}
      activeOptions={{ exact: true, includeSearch: true }}
      className={tabClass}
    >
      {label}
    </Link>
  );
}
