import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { TributaryError } from "../base/errors.ts";

export const mebibyte = 1024 * 1024;

/** Refuses a request of more bytes than its path may have, before they are all read. Throws `payload_too_large`. */
export function limitBody(most: (path: string) => number): MiddlewareHandler {
  return async (c, next) => {
    const maxSize = most(c.req.path);
    const onError = () => {
      const size = maxSize < mebibyte ? `${maxSize / 1024} KB` : `${Math.floor(maxSize / mebibyte)} MB`;
      throw new TributaryError("payload_too_large", `Requests to ${c.req.path} have ${size} at most.`, {
        hint: "Send large files with POST /v1/files.",
      });
    };
    // Node reads no more than a request declares. What declares nothing is counted, which takes a stream of its own.
    if (c.req.header("transfer-encoding") !== undefined) return bodyLimit({ maxSize, onError })(c, next);
    if (Number(c.req.header("content-length") ?? 0) > maxSize) onError();
    return next();
  };
}
