import { Badge } from "../../ui/badge.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { isRecord } from "./answer-shape.ts";
import { AnswerView } from "./answer-view.tsx";

/** What the site's API answered: its status, the body, and the headers on demand. */
export function ApiAnswer({ data }: { data: unknown }) {
  if (!isRecord(data) || typeof data.status !== "number") return <AnswerView data={data} />;
  const { status, headers, body, encoding } = data;
  return (
    <div className="space-y-3">
      <p className="flex items-center gap-2.5">
        <Badge tone={status < 300 ? "good" : status < 400 ? "neutral" : "bad"}>HTTP {status}</Badge>
        {encoding === "base64" && <span className="text-muted">not text; shown in base64</span>}
        {encoding === "none" && <span className="text-muted">no body</span>}
      </p>
      {encoding !== "none" && (
        <CodeBlock code={typeof body === "string" ? body : JSON.stringify(body, null, 2)} what="body" />
      )}
      {isRecord(headers) && (
        <details>
          <summary className="w-fit rounded text-[0.8125rem] text-muted hover:text-ink">
            {Object.keys(headers).length} headers
          </summary>
          <dl className="mt-2 space-y-0.5 font-mono text-xs">
            {Object.entries(headers).map(([name, value]) => (
              <div key={name} className="wrap-anywhere">
                <dt className="inline text-muted">{name}: </dt>
                <dd className="inline">{String(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
