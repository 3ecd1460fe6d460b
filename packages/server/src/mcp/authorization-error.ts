export type AuthorizationErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_target"
  | "invalid_scope"
  | "invalid_redirect_uri"
  | "invalid_client_metadata"
  | "unsupported_grant_type"
  | "unsupported_response_type"
  | "access_denied";

/** What the OAuth endpoints answer with, by the codes of RFC 6749, 7591 and 8707. */
export class AuthorizationError extends Error {
  override readonly name = "AuthorizationError";
  readonly code: AuthorizationErrorCode;

  constructor(code: AuthorizationErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  toJSON(): { error: AuthorizationErrorCode; error_description: string } {
    return { error: this.code, error_description: this.message };
  }
}
