import { hashSecret } from "../base/crypto.ts";

const longest = 500;
const secret = /authorization|cookie|token|secret|password|api-?key/i;

/** A call's input as it is kept: long texts cut to an excerpt with their hash, secrets left out. */
export function recordedInput(input: unknown, name = ""): unknown {
  if (typeof input === "string") {
    if (secret.test(name)) return "[secret]";
    return input.length <= longest
      ? input
      : { excerpt: input.slice(0, longest), length: input.length, sha256: hashSecret(input) };
  }
  if (Array.isArray(input)) return input.map((item) => recordedInput(item, name));
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, recordedInput(value, key)]));
}
