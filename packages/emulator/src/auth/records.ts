/** The identity side: who may call, with which app, on which sites. Dates are milliseconds since the epoch. */

/** An OAuth 2.0 (3LO) app. */
export type Client = {
  /** The client id. */
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  /** The callback URL must equal one of these, path included. */
  readonly redirectUris: readonly string[];
  /** Also accept any http callback on this machine; a sandbox cannot know the port its user's server gets. */
  readonly anyLoopback: boolean;
  /** `site`: the person picks one site; `account`: the grant covers all sites of the person. */
  readonly access: "site" | "account";
};

/** What a person allowed an app to do. */
export type Grant = {
  readonly id: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly cloudIds: readonly string[];
  readonly scopes: readonly string[];
  readonly revoked: boolean;
};

export type AuthorizationCode = {
  readonly id: string;
  readonly grantId: string;
  readonly redirectUri: string;
  readonly expiresAt: number;
  readonly used: boolean;
};

export type AccessToken = {
  readonly id: string;
  readonly grantId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
};

export type RefreshToken = {
  readonly id: string;
  readonly grantId: string;
  readonly issuedAt: number;
  /** When it was exchanged for a newer one. */
  readonly rotatedAt: number | null;
  readonly revoked: boolean;
};

/** A person's API token for Basic authentication. With scopes it works through the gateway only, without on the site only. */
export type ApiToken = {
  readonly id: string;
  readonly accountId: string;
  readonly label: string;
  readonly scopes: readonly string[] | null;
  readonly expiresAt: number | null;
  readonly revoked: boolean;
};
