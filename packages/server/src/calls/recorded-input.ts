import { hashSecret } from "../base/crypto.ts";
import { isUnwieldy } from "../base/unwieldy.ts";

const longest = 500;
const unwieldy = "[too much to be kept, or nested too deep]";
const secret = /authorization|cookie|token|secret|password|api-?key/i;

/** How long texts are kept on record: an excerpt with the hash, the hash alone, or all of it. */
export type RecordedTexts = "excerpt" | "hash" | "full";

/**
 * Arguments as they came, before a tool has read them. They may be JSON text, in which secrets have no name until it is
 * parsed; of text that is not JSON and speaks of secrets only the hash is kept.
 */
export function givenInput(given: unknown): unknown {
  if (isUnwieldy(given)) return unwieldy;
  if (typeof given !== "string") return given;
  const parsed = fromJson(given);
  if (parsed !== undefined) return givenInput(parsed);
  return secret.test(given) ? { length: given.length, sha256: hashSecret(given) } : given;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A call's input as it is kept: long texts as the setting says, secrets left out. */
export function recordedInput(input: unknown, texts: RecordedTexts, name = ""): unknown {
  if (typeof input === "string") {
    if (secret.test(name)) return "[secret]";
    // A field's object may still be JSON text where its call was refused before it was read.
    const inside = /^\s*[[{]/.test(input) && secret.test(input) ? fromJson(input) : undefined;
    if (isUnwieldy(inside)) return unwieldy;
    if (inside !== undefined) return recordedInput(inside, texts, name);
    if (input.length <= longest || texts === "full") return input;
    const facts = { length: input.length, sha256: hashSecret(input) };
    return texts === "hash" ? facts : { excerpt: input.slice(0, longest), ...facts };
  }
  if (Array.isArray(input)) return input.map((item) => recordedInput(item, texts, name));
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, recordedInput(value, texts, key)]));
}
