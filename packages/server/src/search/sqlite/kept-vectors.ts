import { createHash } from "node:crypto";
import type { IndexFile } from "./index-file.ts";
import { passageStep } from "./schema.ts";

/** What is embedded for a passage: where it stands, then its text. */
export function embeddedText(title: string, headingPath: readonly string[], text: string): string {
  return `${[title, ...headingPath].join(" › ")}\n${text}`;
}

/** A passage with the same hash has the same vector. */
export function passageTextHash(title: string, headingPath: readonly string[], text: string): Buffer {
  return createHash("sha256")
    .update(embeddedText(title, headingPath, text))
    .digest()
    .subarray(0, 16);
}

/** The vectors of a document about to be replaced, to be given back to the passages that did not change. */
export function keepVectors(file: IndexFile, no: number) {
  const kept = new Map<string, Buffer>();
  const rows = file.rows<[Buffer, Buffer]>("select text_hash, data from vector where passage >= ? and passage < ?", [
    no * passageStep,
    (no + 1) * passageStep,
  ]);
  for (const [hash, data] of rows) kept.set(Buffer.from(hash).toString("hex"), data);
  return {
    restore(passage: number, hash: Buffer): boolean {
      const data = kept.get(hash.toString("hex"));
      if (data !== undefined) insertVector(file, passage, hash, data);
      return data !== undefined;
    },
  };
}

/** Stamps grow with every vector stored, so that a reader in another process finds what is new. */
export function insertVector(file: IndexFile, passage: number, textHash: Buffer, data: Buffer): void {
  file.run("insert or replace into vector select ?, coalesce(max(stamp), 0) + 1, ?, ? from vector", [
    passage,
    textHash,
    data,
  ]);
}
