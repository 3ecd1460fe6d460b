import type { Sealer } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";

/** Cursors of one caller at one site, in a form that tells nothing. */
export type SealedCursors = {
  /** An answer whose links name sealed cursors. */
  sealLinks(answer: unknown): unknown;
  /** The same for the text of one link, or of a `Link` header. */
  sealLink(link: string): string;
  /** Throws `invalid_input` for what was not sealed for this caller and site. */
  open(cursor: string): string;
};

/**
 * Confluence's cursors name the row they stand at, which is no secret to the account and may be one to an agent: a row
 * that was taken out of the answer can be the last one looked at.
 */
export function sealCursors(sealer: Sealer, callerId: string, siteId: string): SealedCursors {
  const place = `cursor ${callerId} ${siteId}`;
  const sealLink = (link: string) =>
    link.replace(/([?&]cursor=)([^&#>\s]*)/g, (_, name: string, cursor: string) => {
      const plain = decodeURIComponent(cursor.replaceAll("+", " "));
      return `${name}${sealer.seal(plain, place)}`;
    });
  return {
    sealLink,
    sealLinks(answer) {
      const { _links: links } = (answer ?? {}) as { _links?: unknown };
      if (typeof links !== "object" || links === null) return answer;
      const sealed = Object.entries(links).map(([name, link]) => [
        name,
        typeof link === "string" ? sealLink(link) : link,
      ]);
      return { ...(answer as object), _links: Object.fromEntries(sealed) };
    },
    open(cursor) {
      try {
        return sealer.open(cursor, place);
      } catch {
        throw new TributaryError("invalid_input", "This cursor is none that was given to this agent.", {
          hint: "Pass the cursor of the answer before, unchanged; or leave it out to begin again.",
        });
      }
    },
  };
}
