import { badRequest, Refusal } from "../http/refusal.ts";

/** One part of a `multipart/form-data` body, in the order it came. */
export type Part = {
  readonly name: string;
  /** Undefined for plain fields. */
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
};

/**
 * Reads a `multipart/form-data` body (RFC 7578). File names may be written plainly in UTF-8, percent-escaped in
 * `filename*` (RFC 5987), or with escaped quotes. Throws 415 for another content type, 400 for a broken body.
 */
export function readMultipart(body: Uint8Array, contentType: string | undefined): Part[] {
  if (!/^multipart\/form-data\b/i.test(contentType ?? "")) {
    throw new Refusal(415, contentType ? `Content-Type '${contentType}' is not supported` : "Content-Type is missing");
  }
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? "");
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) throw badRequest("The multipart request has no boundary.");
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = Buffer.from(`--${mark}`);
  const parts: Part[] = [];
  let at = buffer.indexOf(delimiter);
  if (at < 0) throw badRequest("The multipart request holds no part.");
  for (;;) {
    const lineEnd = at + delimiter.length;
    if (buffer.toString("latin1", lineEnd, lineEnd + 2) === "--") return parts;
    const headersEnd = buffer.indexOf("\r\n\r\n", lineEnd);
    const next = headersEnd < 0 ? -1 : buffer.indexOf(Buffer.concat([Buffer.from("\r\n"), delimiter]), headersEnd + 2);
    if (next < 0) throw badRequest("The multipart request ends in the middle of a part.");
    parts.push(
      readPart(buffer.toString("utf8", lineEnd, headersEnd), buffer.subarray(Math.min(headersEnd + 4, next), next)),
    );
    at = next + 2;
  }
}

function readPart(headers: string, bytes: Uint8Array): Part {
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(headers)?.[1]?.trim();
  const disposition = header("content-disposition") ?? "";
  const name = parameterOf(disposition, "name");
  if (name === undefined) throw badRequest("A part of the multipart request has no name.");
  const fileName = extendedFileName(disposition) ?? parameterOf(disposition, "filename");
  return { name, fileName, contentType: header("content-type"), bytes };
}

function parameterOf(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i").exec(disposition);
  const value = found?.[1] ?? found?.[2];
  // Browsers and curl write a quote as %22, older clients with a backslash.
  return value?.replace(/\\(["\\])/g, "$1").replace(/%22/g, '"');
}

function extendedFileName(disposition: string): string | undefined {
  const encoded = /;\s*filename\*=utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw badRequest("A file name of the multipart request is not UTF-8.");
  }
}
