import type { Connection } from "@tributary/sdk";
import { scopeWords } from "./scope-words.ts";

/** What a connection may do, in words; the scopes themselves on demand. */
export function ScopeList({ scopes, type }: { scopes: readonly string[]; type: Connection["type"] }) {
  if (type === "api_token") return <p>Whatever the account and the token's own scopes allow.</p>;
  if (scopes.length === 0) return <p className="text-muted">Nothing was granted.</p>;
  const { rights, also, unknown } = scopeWords(scopes);
  return (
    <>
      <ul className="space-y-1">
        {rights.map(({ verb, nouns }) => (
          <li key={verb}>
            <span className="font-medium">{verb}</span> {nouns.join(", ")}
          </li>
        ))}
        {also.length > 0 && <li className="text-muted">{also.join(" · ")}</li>}
        {unknown.length > 0 && <li className="font-mono text-xs wrap-anywhere">{unknown.join(" ")}</li>}
      </ul>
      <details className="mt-2 text-[0.8125rem]">
        <summary className="w-fit rounded text-muted hover:text-ink">{scopes.length} scopes</summary>
        <p className="mt-1.5 font-mono text-xs leading-relaxed text-muted wrap-anywhere">
          {[...scopes].sort().join("  ")}
        </p>
      </details>
    </>
  );
}
