/**
 * A request the emulated product turns down. Handlers throw it; `refusal-answer.ts` writes it in the words of the API
 * that was asked, because v1, v2 and the gateway each have an error body of their own.
 */
export class Refusal extends Error {
  readonly status: number;
  /** v2 `code`; made from the status when absent. */
  readonly code: string | undefined;
  /** v1: the Java class before the message; made from the status when absent. Empty for none. */
  readonly exception: string | undefined;
  /** v1: whether the message is repeated in `data.errors`. */
  readonly listed: boolean;
  readonly detail: string | null;

  constructor(
    status: number,
    title: string,
    more: { code?: string; exception?: string; listed?: boolean; detail?: string | null } = {},
  ) {
    super(title);
    this.name = "Refusal";
    this.status = status;
    this.code = more.code;
    this.exception = more.exception;
    this.listed = more.listed ?? false;
    this.detail = more.detail ?? null;
  }
}

export const badRequest = (title: string): Refusal => new Refusal(400, title);
export const notFound = (title = "Not Found"): Refusal => new Refusal(404, title);
export const conflict = (title: string): Refusal => new Refusal(409, title);
export const forbidden = (title: string): Refusal => new Refusal(403, title);

/** v1's words for a content id that leads nowhere. */
export const noContent = (id: string | number): Refusal =>
  new Refusal(404, `No content found with id : ${id}`, { listed: true });

/** v1's words for a space key that leads nowhere. */
export const noSpace = (key: string): Refusal =>
  new Refusal(404, `404 NOT_FOUND "No space found with key : ${key}"`, {
    exception: "org.springframework.web.server.ResponseStatusException",
  });

/** A value that does not parse as the parameter's type. */
export const wrongType = (value: string, name: string, type: string): Refusal =>
  badRequest(`Provided value {${value}} for '${name}' is not the correct type. Expected type is ${type}.`);

/** The same for an id of content or attachments, which a part of the product says that ends without the point. Recorded. */
export const wrongContentId = (value: string, name: string): Refusal =>
  new Refusal(400, `Provided value {${value}} for '${name}' is not the correct type. Expected type is ContentId`, {
    detail: "",
  });
