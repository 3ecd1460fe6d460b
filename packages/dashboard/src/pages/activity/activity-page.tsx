import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, ShieldCheck } from "lucide-react";
import { lazy, Suspense, useCallback, useState } from "react";
import type { CallSearch } from "../../api/call-queries.ts";
import { callFilter } from "../../api/call-queries.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CallDrawer } from "./call-drawer.tsx";
import { CallFilters } from "./call-filters.tsx";
import { CallRecord } from "./call-record.tsx";
import { VerifyDialog } from "./verify-dialog.tsx";

// The charts bring their own library, which the record does without.
const ChartsView = lazy(async () => ({ default: (await import("./charts-view.tsx")).ChartsView }));

/** The record of calls, newest first; and as charts. */
export function ActivityPage() {
  const { call, view, ...search } = useSearch({ from: "/app/activity" });
  const navigate = useNavigate({ from: "/activity" });
  const [verifying, setVerifying] = useState(false);
  const close = useCallback(
    () => void navigate({ search: (before) => ({ ...before, call: undefined }), replace: true, resetScroll: false }),
    [navigate],
  );
  const open = useCallback(
    (id: string) => void navigate({ search: (before) => ({ ...before, call: id }), resetScroll: false }),
    [navigate],
  );
  const filter = (change: CallSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change, call: undefined }), replace: true });
  return (
    <Page
      title="Activity"
      description="Every call of every tool, by whom, why, and how it ended."
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label="Show"
            value={view ?? "record"}
            onChange={(next) =>
              void navigate({ search: (before) => ({ ...before, view: next === "charts" ? next : undefined }) })
            }
            options={[
              { value: "record", label: "Record" },
              { value: "charts", label: "Charts and limits" },
            ]}
          />
          <ExportMenu search={search} />
          <IconButton label="Verify the record" onClick={() => setVerifying(true)}>
            <ShieldCheck aria-hidden className="size-4" />
          </IconButton>
        </div>
      }
    >
      {view === "charts" ? (
        <Suspense
          fallback={
            <Card className="p-5">
              <Skeleton lines={8} label="Loading charts" />
            </Card>
          }
        >
          <ChartsView />
        </Suspense>
      ) : (
        <>
          <CallFilters search={search} onChange={filter} />
          <CallRecord search={search} onOpen={open} onClear={() => void navigate({ search: {}, replace: true })} />
        </>
      )}
      {verifying && <VerifyDialog onClose={() => setVerifying(false)} />}
      {call !== undefined && <CallDrawer id={call} onClose={close} onOpen={open} />}
    </Page>
  );
}

/** Downloads the record as it is filtered. */
function ExportMenu({ search }: { search: CallSearch }) {
  const download = (format: "ndjson" | "csv") => {
    const { limit: _limit, cursor: _cursor, ...filter } = callFilter(search, new Date());
    const query = new URLSearchParams({ ...filter, format });
    window.location.assign(`/v1/calls/export?${query}`);
  };
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden className="size-4" />
          Export
        </Button>
      }
    >
      <MenuItem onSelect={() => download("csv")}>CSV, for spreadsheets</MenuItem>
      <MenuItem onSelect={() => download("ndjson")}>NDJSON, with everything</MenuItem>
    </Menu>
  );
}
