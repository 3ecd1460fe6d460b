import { CopyValue } from "../../ui/code-block.tsx";
import { Notice } from "../../ui/notice.tsx";

/** A key that nobody can see again. */
export function ApiKeyOnce({ apiKey }: { apiKey: string }) {
  return (
    <Notice tone="good" role="status" title="Its API key, shown this once">
      <p>Copy it now and keep it where secrets are kept. Tributary stores only its hash.</p>
      <div className="mt-3 text-ink">
        <CopyValue value={apiKey} what="API key" />
      </div>
    </Notice>
  );
}
