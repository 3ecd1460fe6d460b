import { CopyValue } from "../../ui/code-block.tsx";
import { Notice } from "../../ui/notice.tsx";

/** A link that nobody can see again. Tributary sends no mail: the admin passes it on. */
export function LinkOnce({ url, title, children }: { url: string; title: string; children: string }) {
  return (
    <Notice tone="good" role="status" title={title}>
      <p>{children}</p>
      <div className="mt-3 text-ink">
        <CopyValue value={url} what="link" />
      </div>
    </Notice>
  );
}
