import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
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
  return parseKeys(fromEnvironment ?? readFileSync(file, "utf8"), file);
}

function parseKeys(text: string, file: string): [Buffer, ...Buffer[]] {
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

/** The keys there are, without making one; none where the server was never started. */
export function knownKeys(fromEnvironment: string | undefined, file: string): Buffer[] {
  return fromEnvironment === undefined && !existsSync(file) ? [] : loadKeys(fromEnvironment, file);
}

/** Writes the key file, the key that seals first. It is whole at every moment, and on disk before this returns. */
export function writeKeys(file: string, keys: readonly Buffer[]): void {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const handle = openSync(part, "wx", 0o600);
  try {
    writeSync(handle, `${keys.map((key) => key.toString("base64")).join(",")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
}

/** SHA-256 as hex: how secrets of 256 random bits (API keys, one-time links) are stored. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A key by a name that tells nothing of it: the first eight hex digits of a hash. It stands in what the key sealed. */
export function keyId(key: Buffer): string {
  return createHash("sha256").update("tributary key id").update(key).digest("hex").slice(0, 8);
}
