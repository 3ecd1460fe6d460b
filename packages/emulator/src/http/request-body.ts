import type { Incoming } from "./exchange.ts";
import type { BodyKind } from "./operation.ts";
import { badRequest, Refusal } from "./refusal.ts";

/** Source: REST v2 reference, "413 … over 5 MB". */
const maxJsonBytes = 5 * 1024 * 1024;

/** Reads the body an operation asks for. Throws 400 for broken JSON, 413 above 5 MB, 415 for another content type. */
export async function readBody(kind: BodyKind, request: Incoming): Promise<unknown> {
  if (kind !== "json") return undefined;
  const tooLarge = () => new Refusal(413, "The request is larger than 5 MB.");
  // What announces its size need not be read first.
  if (Number(request.headers["content-length"]) > maxJsonBytes) throw tooLarge();
  const bytes = await request.body();
  if (bytes.byteLength > maxJsonBytes) throw tooLarge();
  if (bytes.byteLength === 0) throw badRequest("The request body is missing.");
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json")) {
    throw new Refusal(415, type === "" ? "Content-Type is missing" : `Content-Type '${type}' is not supported`);
  }
  try {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
    return /\\ud[89a-f]/i.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch (error) {
    throw badRequest(`The request body is not valid JSON: ${error instanceof Error ? error.message : "unreadable"}`);
  }
}

/** Half of a surrogate pair, which only an escape can bring in, is no character: UTF-8 has none for it, nor have URLs. */
const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
