import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { TributaryError } from "./errors.ts";

/** Encrypts text for one place: what was sealed for one row and column opens nowhere else. */
export type Sealer = {
  seal(plain: string, place: string): string;
  open(sealed: string, place: string): string;
};

/**
 * AES-256-GCM with the place as additional data. Form: `v1.<key id>.<iv>.<ciphertext and tag>`, base64url.
 * The first key seals; every key opens, so that keys can be rotated.
 */
export function createSealer(keys: readonly [Buffer, ...Buffer[]]): Sealer {
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const [current] = keys;
  const currentId = keyId(current);
  return {
    seal(plain, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v1.${currentId}.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
    },
    open(sealed, place) {
      const [version, id = "", iv = "", data = ""] = sealed.split(".");
      const key = byId.get(id);
      if (version !== "v1" || key === undefined) {
        throw new TributaryError(
          "internal",
          `A stored secret was sealed with a key this server does not have (${id}).`,
          {
            hint: "Start the server with the TRIBUTARY_KEY or the key file it was first started with.",
          },
        );
      }
      const bytes = Buffer.from(data, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8");
    },
  };
}

/**
 * The key of the environment (`TRIBUTARY_KEY`: 32 bytes as base64 or hex; older keys after commas), or the one in
 * `file`, made at first start and readable by its owner only.
 */
export function loadKeys(fromEnvironment: string | undefined, file: string): [Buffer, ...Buffer[]] {
  if (fromEnvironment === undefined && !existsSync(file)) {
    writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    chmodSync(file, 0o600);
  }
  const text = fromEnvironment ?? readFileSync(file, "utf8");
  const [first, ...rest] = text
    .split(",")
    .map((part) => part.trim())
    .map((part) => Buffer.from(part, /^[0-9a-f]{64}$/i.test(part) ? "hex" : "base64"));
  if (first === undefined || [first, ...rest].some((key) => key.length !== 32)) {
    throw new TributaryError("invalid_input", "The encryption key is not 32 bytes long.", {
      hint: `Set TRIBUTARY_KEY to the output of \`openssl rand -base64 32\`, or delete it to use ${file}.`,
    });
  }
  return [first, ...rest];
}

/** SHA-256 as hex: how secrets of 256 random bits (API keys, one-time links) are stored. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function keyId(key: Buffer): string {
  return createHash("sha256").update("tributary key id").update(key).digest("hex").slice(0, 8);
}
