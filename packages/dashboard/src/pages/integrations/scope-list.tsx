import type { Connection } from "@tributary/sdk";
import { scopeWords } from "./scope-words.ts";

/** What a connection may do, in words; the scopes themselves on demand. */
export function ScopeList({ scopes, type }: { scopes: readonly string[]; type: Connection["type"] }) {
  if (type === "api_token") return <p>Whatever the account and the token's own scopes allow.</p>;
  if (scopes.length === 0) return <p className="text-muted">Nothing was granted.</p>;
  const { rights, also, unknown } = scopeWords(scopes);
  return (
    <>
      <ul className="grid gap-x-8 gap-y-3 lg:grid-cols-3">
        {rights.map(({ verb, nouns }) => (
          <li key={verb}>
            <span className="block font-medium">{verb}</span>
            <span className="mt-0.5 block text-[0.8125rem] text-muted text-pretty">{nouns.join(", ")}</span>
          </li>
        ))}
      </ul>
      {also.length > 0 && <p className="mt-2.5 text-[0.8125rem] text-muted">{also.join(" · ")}</p>}
      {unknown.length > 0 && <p className="mt-2.5 font-mono text-xs wrap-anywhere">{unknown.join(" ")}</p>}
      <details className="mt-2 text-[0.8125rem]">
        <summary className="w-fit rounded text-muted hover:text-ink">{scopes.length} scopes</summary>
        <p className="mt-1.5 font-mono text-xs leading-relaxed text-muted wrap-anywhere">
          {[...scopes].sort().join("  ")}
        </p>
      </details>
    </>
  );
}
