import { attachmentFile } from "../content/attachments.ts";
import type { Outgoing } from "../http/exchange.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableToken } from "../state/stable-hash.ts";
import type { Table } from "../state/table.ts";

/**
 * Files are downloaded from an address that carries its own right to read: whoever has it needs no credentials, and
 * for a while only. Real sites hand out such addresses of their media host.
 */
type MediaToken = {
  readonly id: string;
  readonly attachmentId: number;
  readonly version: number;
  readonly expiresAt: number;
};

const tokens = (site: Site): Table<MediaToken> => site.table<MediaToken>("mediaTokens");

/** Milliseconds; long enough to follow a redirect, short enough to show when an address was kept. */
const lifetime = 10 * 60 * 1000;

/** The address of one version of a file, relative to the site's `/wiki`. */
export function mediaPath(site: Site, attachment: Content, version: number, now: number): string {
  for (const row of tokens(site).values()) if (row.expiresAt <= now) tokens(site).delete(row.id);
  const token = stableToken(`media:${site.cloudId}:${site.ids.next()}`, 48);
  tokens(site).put({ id: token, attachmentId: attachment.id, version, expiresAt: now + lifetime });
  const name = encodeURIComponent(attachment.title);
  return `/download/attachments/${attachment.containerId ?? ""}/${name}?version=${version}&token=${token}`;
}

/** The answer to an address with a token; undefined when the token is unknown or has run out. */
export function serveMedia(site: Site, token: string, now: number): Outgoing | undefined {
  const row = tokens(site).get(token);
  const attachment = row && row.expiresAt > now ? site.content.get(row.attachmentId) : undefined;
  return row && attachment && fileAnswer(site, attachment, row.version);
}

/** The bytes of one version of a file, never run by a browser. */
export function fileAnswer(site: Site, attachment: Content, version: number): Outgoing | undefined {
  const file = attachmentFile(site, attachment, version);
  if (!file) return undefined;
  return {
    status: 200,
    headers: {
      "content-type": file.facts.mediaType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(attachment.title)}`,
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    },
    body: file.bytes,
  };
}
