import type { OperationCall, Reply } from "../http/operation.ts";

/**
 * Some writes are refused unless the caller shows, by a header no form can send, that it is no form. Source: the v1
 * reference (attachments and watches); both spellings of the value work.
 */
const passes = ({ request }: Pick<OperationCall, "request">): boolean =>
  /^no-?check$/i.test(request.headers["x-atlassian-token"]?.trim() ?? "");

/** Plain text, as on real sites: this answer comes from in front of the API. */
const refused: Reply = {
  status: 403,
  bytes: new TextEncoder().encode("XSRF check failed"),
  headers: { "content-type": "text/html;charset=UTF-8" },
};

/** Puts the check in front of a handler. */
export const xsrfChecked =
  <C extends Pick<OperationCall, "request">>(handle: (call: C) => Reply | Promise<Reply>) =>
  (call: C): Reply | Promise<Reply> =>
    passes(call) ? handle(call) : refused;
