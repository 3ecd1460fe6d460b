import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
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
      // Without its length, Node takes a tag of four bytes for whole.
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"), { authTagLength: 16 })
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
  // On disk before anything is sealed with it: a power cut must not leave secrets without their key.
  if (fromEnvironment === undefined && !existsSync(file)) writeWhole(file, keysAsText([randomBytes(32)]));
  return parseKeys(fromEnvironment ?? readFileSync(file, "utf8"), fromEnvironment === undefined ? file : undefined);
}

function parseKeys(text: string, file: string | undefined): [Buffer, ...Buffer[]] {
  const [first, ...rest] = text
    .split(",")
    .map((part) => part.trim())
    .map((part) => Buffer.from(part, /^[0-9a-f]{64}$/i.test(part) ? "hex" : "base64"));
  if (first === undefined || [first, ...rest].some((key) => key.length !== 32)) {
    throw new TributaryError(
      "invalid_input",
      `The encryption key in ${file ?? "TRIBUTARY_KEY"} is not 32 bytes long.`,
      {
        hint:
          file === undefined
            ? "Set TRIBUTARY_KEY to the output of `openssl rand -base64 32`, or leave it out for a key file of the server's own."
            : "Put the key file back that the store was made with. Where nothing was stored yet, remove the file: a new one is made.",
      },
    );
  }
  return [first, ...rest];
}

/** The keys there are, without making one; none where the server was never started. */
export function knownKeys(fromEnvironment: string | undefined, file: string): Buffer[] {
  return fromEnvironment === undefined && !existsSync(file) ? [] : loadKeys(fromEnvironment, file);
}

/** Writes the key file, the key that seals first. It is whole at every moment, and on disk before this returns. */
export function writeKeys(file: string, keys: readonly Buffer[]): void {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  writeWhole(part, keysAsText(keys));
  renameSync(part, file);
}

const keysAsText = (keys: readonly Buffer[]) => `${keys.map((key) => key.toString("base64")).join(",")}\n`;

/** Writes a file that is not there yet, for its owner only, and to the disk. */
function writeWhole(file: string, text: string): void {
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A secret for one purpose, which follows from the key and tells nothing of it. It changes as the key does. */
export function secretFor(purpose: string, key: Buffer): string {
  return Buffer.from(hkdfSync("sha256", key, "", `tributary ${purpose}`, 32)).toString("base64url");
}

/** SHA-256 as hex: how secrets of 256 random bits (API keys, one-time links) are stored. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A key by a name that tells nothing of it: the first eight hex digits of a hash. It stands in what the key sealed. */
export function keyId(key: Buffer): string {
  return createHash("sha256").update("tributary key id").update(key).digest("hex").slice(0, 8);
}
