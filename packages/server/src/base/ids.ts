import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdPrefix =
  | "ac"
  | "conn"
  | "agt"
  | "key"
  | "mcpc"
  | "grt"
  | "call"
  | "apr"
  | "mbr"
  | "ses"
  | "file"
  | "rest"
  | "job"
  | "run"
  | "src"
  | "mtg"
  | "ins"
  | "inv";

/**
 * A new id: prefix, nine characters of time in milliseconds, eleven random ones (55 bits). Ids of one kind sort by the
 * time they were made, so that lists page by id.
 */
export function newId<P extends IdPrefix>(prefix: P, now: number): `${P}_${string}` {
  let time = "";
  for (let rest = now, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  let random = "";
  for (const byte of randomBytes(11)) random += alphabet[byte % 32];
  return `${prefix}_${time}${random}`;
}

/** A secret of 256 bits, safe in URLs and headers. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
