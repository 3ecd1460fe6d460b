import { ExternalLink } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { isMarkdown, isRecord, nameInWords, tableShape } from "./answer-shape.ts";

const Markdown = lazy(async () => ({ default: (await import("../../ui/markdown.tsx")).Markdown }));

/** What a tool answered, to be read: texts as they look, lists as tables, the rest field by field. */
export function AnswerView({ data, depth = 0 }: { data: unknown; depth?: number }): ReactNode {
  if (Array.isArray(data)) return <ListView list={data} depth={depth} />;
  if (!isRecord(data)) return <Value value={data} />;
  const entries = Object.entries(data).filter(([, value]) => value !== undefined && value !== null);
  if (entries.length === 0) return <p className="text-muted">Nothing.</p>;
  const small = entries.filter(([name, value]) => !isLarge(name, value, data));
  const large = entries.filter(([name, value]) => isLarge(name, value, data));
  return (
    <div className="space-y-4">
      {small.length > 0 && (
        <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-5 gap-y-1.5 sm:grid-cols-[max-content_minmax(0,1fr)]">
          {small.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted max-sm:mt-1">{nameInWords(name)}</dt>
              <dd className="wrap-anywhere">
                <Value value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {large.map(([name, value]) => (
        <section key={name} aria-label={nameInWords(name)}>
          <p className="mb-1.5 text-[0.8125rem] text-muted">
            {nameInWords(name)}
            {Array.isArray(value) && ` (${value.length})`}
          </p>
          {typeof value === "string" ? (
            <LongText text={value} markdown={isMarkdown(name, data)} />
          ) : (
            <AnswerView data={value} depth={depth + 1} />
          )}
        </section>
      ))}
    </div>
  );
}

function isLarge(name: string, value: unknown, holder: Record<string, unknown>): boolean {
  if (typeof value === "string")
    return value.includes("\n") || value.length > 300 || (isMarkdown(name, holder) && value !== "");
  if (Array.isArray(value)) return value.some((item) => typeof item === "object");
  return isRecord(value);
}

function LongText({ text, markdown }: { text: string; markdown: boolean }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Text"
      className="max-h-128 overflow-auto rounded-lg border bg-surface px-4 py-3"
    >
      {markdown ? (
        <Suspense fallback={<Skeleton lines={4} label="Rendering" />}>
          <Markdown text={text} />
        </Suspense>
      ) : (
        <pre className="font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">{text}</pre>
      )}
    </section>
  );
}

function ListView({ list, depth }: { list: unknown[]; depth: number }) {
  if (list.length === 0) return <p className="text-muted">None.</p>;
  const table = tableShape(list);
  if (table !== undefined) {
    const { columns, rows } = table;
    return (
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Table"
        className="max-h-128 overflow-auto rounded-lg border"
      >
        <table className="w-full text-left text-[0.8125rem]">
          <thead className="sticky top-0 bg-sunken text-xs text-muted">
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" className="border-b px-3 py-1.5 font-medium whitespace-nowrap">
                  {nameInWords(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y bg-surface">
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one answer never change places.
              <tr key={at}>
                {columns.map((name, column) => (
                  <td key={name} className="max-w-80 px-3 py-2 align-top wrap-break-word first:min-w-40">
                    {column === 0 && typeof row.url === "string" ? (
                      <Away url={row.url}>{String(row[name] ?? row.url)}</Away>
                    ) : (
                      <Value value={row[name]} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  }
  if (list.every((item) => typeof item !== "object")) return <p className="wrap-anywhere">{list.join(", ")}</p>;
  return (
    <ol className="space-y-3">
      {list.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of one answer never change places.
        <li key={at} className="rounded-lg border px-3.5 py-3">
          <AnswerView data={item} depth={depth + 1} />
        </li>
      ))}
    </ol>
  );
}

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);

function Value({ value }: { value: unknown }): ReactNode {
  if (value === undefined || value === null || value === "") return <span className="text-muted">–</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? <span className="text-muted">none</span> : value.join(", ");
  if (typeof value === "object") return <code className="font-mono text-xs">{JSON.stringify(value)}</code>;
  if (typeof value !== "string") return String(value);
  if (/^https?:\/\/\S+$/.test(value)) return <Away url={value}>{value}</Away>;
  return isMoment(value) ? <Time value={value} /> : value;
}

function Away({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" className="rounded text-accent underline-offset-4 hover:underline">
      {children}
      <ExternalLink aria-hidden className="mb-0.5 ml-1 inline size-3" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}
