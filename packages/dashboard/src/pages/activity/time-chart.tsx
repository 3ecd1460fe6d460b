import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useColors } from "../../ui/use-colors.ts";
import { tickLabels } from "./tick-labels.ts";

type Color = "accent" | "bad" | "good" | "warn" | "muted";

export type Series = { label: string; color: Color; values: (number | null)[]; bars?: boolean };

/** Values over time. `title` and `summary` say in words what it shows. */
export function TimeChart({
  times,
  series,
  format,
  summary,
  title,
}: {
  times: number[];
  series: readonly Series[];
  format: (value: number) => string;
  summary: string;
  title: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const colors = useColors("accent", "bad", "good", "warn", "muted", "line");
  useEffect(() => {
    const at = box.current;
    if (at === null) return;
    const font = `11px ${getComputedStyle(document.body).fontFamily}`;
    const axis: uPlot.Axis = {
      font,
      stroke: colors.muted,
      grid: { stroke: colors.line, width: 1 },
      ticks: { stroke: colors.line, width: 1, size: 4 },
    };
    const height = 170;
    const margin = ((times[1] ?? 0) - (times[0] ?? 0)) / 2;
    const chart = new uPlot(
      {
        width: at.clientWidth,
        height,
        padding: [12, 8, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 6 } },
        scales: {
          // Half a bar of room at both ends.
          x: { range: (_chart, first, last) => [first - margin, last + margin] },
          y: { range: (_chart, _least, most) => [0, Math.max(1, (most ?? 1) * 1.1)] },
        },
        axes: [
          { ...axis, values: (_chart, at) => tickLabels(at) },
          { ...axis, size: 56, space: 34, values: (_chart, values) => values.map(format) },
        ],
        series: [
          {},
          ...series.map(({ label, color, bars }): uPlot.Series => {
            const { bars: barPaths } = uPlot.paths;
            return {
              label,
              stroke: colors[color],
              width: bars ? 0 : 1.75,
              spanGaps: true,
              points: { show: !bars, size: 4, fill: colors[color] },
              ...(bars && { fill: colors[color], ...(barPaths && { paths: barPaths({ size: [0.75, 24] }) }) }),
            };
          }),
        ],
      },
      [times, ...series.map(({ values }) => values)],
      at,
    );
    const observer = new ResizeObserver(() => chart.setSize({ width: at.clientWidth, height }));
    observer.observe(at);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [times, series, format, colors]);
  return (
    <figure aria-label={title}>
      <figcaption className="mb-1 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-medium">{title}</span>
        {series.map(({ label, color }) => (
          <span key={label} className="inline-flex items-center gap-1.5 text-xs text-muted">
            <span aria-hidden className={`size-2 rounded-full ${dots[color]}`} />
            {label}
          </span>
        ))}
      </figcaption>
      <p className="mb-2 text-[0.8125rem] text-muted">{summary}</p>
      <div ref={box} aria-hidden className="h-[170px]" />
    </figure>
  );
}

const dots: Record<Color, string> = {
  accent: "bg-accent",
  bad: "bg-bad",
  good: "bg-good",
  warn: "bg-warn",
  muted: "bg-muted",
};
