import { hashSecret } from "../base/crypto.ts";

const longest = 500;
const secret = /authorization|cookie|token|secret|password|api-?key/i;

/** How long texts are kept on record: an excerpt with the hash, the hash alone, or all of it. */
export type RecordedTexts = "excerpt" | "hash" | "full";

/** A call's input as it is kept: long texts as the setting says, secrets left out. */
export function recordedInput(input: unknown, texts: RecordedTexts, name = ""): unknown {
  if (typeof input === "string") {
    if (secret.test(name)) return "[secret]";
    if (input.length <= longest || texts === "full") return input;
    const facts = { length: input.length, sha256: hashSecret(input) };
    return texts === "hash" ? facts : { excerpt: input.slice(0, longest), ...facts };
  }
  if (Array.isArray(input)) return input.map((item) => recordedInput(item, texts, name));
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, recordedInput(value, texts, key)]));
}
