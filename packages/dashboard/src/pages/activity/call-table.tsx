import { useWindowVirtualizer } from "@tanstack/react-virtual";
import type { Call, CallDetail } from "@tributary/sdk";
import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Card } from "../../ui/card.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { Time } from "../../ui/time.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { useMediaQuery } from "../../ui/use-media-query.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { targetsInWords } from "./targets-in-words.ts";

const prefix = /^(confluence|tributary)_/;

const columns =
  "grid items-center gap-x-4 px-4 grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_5.5rem_8rem_4.5rem_6.5rem] xl:grid-cols-[minmax(0,1fr)_5.5rem_9rem_5.5rem_4.5rem_6.5rem]";
const wide = "max-lg:hidden";
const wider = "max-xl:hidden";

const rowPx = { wide: 40, phone: 58 } as const;

/** How many rows before the end of what is loaded more is asked for. */
const nearEnd = 60;

/**
 * Calls as rows, of which only those in view are in the page. The tool's name opens one. Narrow screens leave out what
 * the detail shows anyway.
 */
export function CallTable({
  calls,
  onOpen,
  more,
  onNearEnd,
}: {
  calls: readonly Call[];
  onOpen: (id: string) => void;
  /** There are older ones that are not loaded. */
  more: boolean;
  onNearEnd: () => void;
}) {
  const list = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<number>();
  const isWide = useMediaQuery("(min-width: 64rem)");
  const size = isWide ? rowPx.wide : rowPx.phone;
  const rows = useWindowVirtualizer({
    count: calls.length,
    estimateSize: () => size,
    getItemKey: (index) => calls[index]?.id ?? index,
    overscan: 12,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew.
  useEffect(() => rows.measure(), [size]);
  useLayoutEffect(() => {
    // Filters above it may need a line more or less.
    const measure = () => setTop(list.current === null ? 0 : list.current.getBoundingClientRect().top + window.scrollY);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const wantsMore = more && last >= calls.length - nearEnd;
  useEffect(() => {
    if (wantsMore) onNearEnd();
  });

  const step = (by: number) => {
    const next = Math.min(calls.length - 1, Math.max(0, (active ?? -1) + by));
    setActive(next);
    rows.scrollToIndex(next, { align: "auto" });
    // The row is there after the next frame.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-index="${next}"] button`)?.focus({ preventScroll: true }),
    );
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <Card className="overflow-clip">
      <table aria-rowcount={more ? -1 : calls.length + 1} className="block text-left">
        <caption className="sr-only">Recorded calls, newest first</caption>
        <thead className="block border-b bg-sunken text-xs text-muted">
          <tr aria-rowindex={1} className={`${columns} h-8`}>
            <th scope="col" className="font-medium">
              Tool
            </th>
            <th scope="col" className="font-medium">
              Outcome
            </th>
            <th scope="col" className={`${wide} font-medium`}>
              Caller
            </th>
            <th scope="col" className={`${wider} font-medium`}>
              Via
            </th>
            <th scope="col" className={`${wide} text-right font-medium`}>
              Duration
            </th>
            <th scope="col" className={`${wide} text-right font-medium`}>
              When
            </th>
          </tr>
        </thead>
        <tbody ref={list} className="relative block" style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const call = calls[index];
            return (
              call !== undefined && (
                <CallRow key={key} call={call} index={index} top={start - top} height={size} onOpen={onOpen} />
              )
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

const CallRow = memo(function CallRow({
  call,
  index,
  top,
  height,
  onOpen,
}: {
  call: Call;
  index: number;
  top: number;
  height: number;
  onOpen: (id: string) => void;
}) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      className={`${columns} absolute inset-x-0 top-0 border-b border-line/70 hover:bg-hover`}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <td className="min-w-0 lg:flex lg:items-baseline lg:gap-3">
        <span className="flex items-baseline gap-2 lg:contents">
          <button
            type="button"
            onClick={() => onOpen(call.id)}
            className="block max-w-[70%] shrink-0 truncate rounded font-mono text-[0.8125rem] after:absolute after:inset-0 lg:max-w-full"
          >
            {/* What all names begin with is only in the way. */}
            <span className="sr-only">{call.tool.match(prefix)?.[0]}</span>
            {call.tool.replace(prefix, "")}
          </button>
          <span className="truncate text-[0.8125rem] text-muted">{targetsInWords(call)}</span>
        </span>
        <span className="block truncate text-xs text-muted lg:hidden">
          <Time value={call.at} /> · {call.caller.name}
        </span>
      </td>
      <td>
        <OutcomeBadge outcome={call.outcome} dryRun={(call as CallDetail).dryRun} />
      </td>
      <td className={`${wide} truncate`}>{call.caller.name}</td>
      <td className={`${wider} truncate text-muted`}>{call.surface}</td>
      <td className={`${wide} text-right text-muted tabular-nums`}>
        {call.durationMs === null ? "–" : formatDuration(call.durationMs)}
      </td>
      <td className={`${wide} truncate text-right text-muted`}>
        <Time value={call.at} />
      </td>
    </tr>
  );
});
