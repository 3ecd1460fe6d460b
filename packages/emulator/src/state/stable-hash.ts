import { createHash } from "node:crypto";

/** A UUID that depends only on the text, for ids that must be the same at every start. */
export function stableUuid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/** Letters and digits derived from the text alone; secrets of a sandbox need to be repeatable, not secret. */
export function stableToken(text: string, length: number): string {
  let out = "";
  for (let block = 0; out.length < length; block += 1) {
    out += createHash("sha256").update(`${text}#${block}`).digest("base64url").replace(/[-_]/g, "x");
  }
  return out.slice(0, length);
}
