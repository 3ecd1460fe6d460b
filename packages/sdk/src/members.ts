import type { RequestOptions } from "./request-options.ts";
import type { Member, Role } from "./session.ts";
import type { Transport } from "./transport.ts";

/** A link with which somebody becomes a member, or a member chooses a new password. */
export type Invitation = {
  id: string;
  email: string;
  role: Role;
  /** Whether a member chooses a new password with it. */
  newPassword: boolean;
  createdAt: string;
  expiresAt: string;
};

export type Session = {
  id: string;
  current: boolean;
  createdAt: string;
  usedAt: string;
  expiresAt: string;
  address: string | null;
  browser: string | null;
};

export type ApiKey = { id: string; name: string; createdAt: string };

export type Members = ReturnType<typeof createMembers>;
export type Invitations = ReturnType<typeof createInvitations>;
export type Account = ReturnType<typeof createAccount>;

const encoded = encodeURIComponent;

export function createMembers(transport: Transport) {
  return {
    async list(options: RequestOptions = {}): Promise<Member[]> {
      return (await transport<{ items: Member[] }>({ method: "GET", path: "/v1/members", ...options })).items;
    },
    setRole: (id: string, role: Role, options: RequestOptions = {}): Promise<Member> =>
      transport({ method: "PATCH", path: `/v1/members/${encoded(id)}`, body: { role }, ...options }),
    /** With their sessions and keys; their connections and what they did stay. */
    remove: (id: string, options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: `/v1/members/${encoded(id)}`, ...options }),
    /** A link for a new password; shown once. */
    newPassword: (id: string, options: RequestOptions = {}): Promise<Invitation & { url: string }> =>
      transport({ method: "POST", path: `/v1/members/${encoded(id)}/new-password`, ...options }),
  };
}

export function createInvitations(transport: Transport) {
  return {
    async list(options: RequestOptions = {}): Promise<Invitation[]> {
      return (await transport<{ items: Invitation[] }>({ method: "GET", path: "/v1/invitations", ...options })).items;
    },
    /** The link is shown this once and is good for a week. */
    create: (
      invitation: { email: string; role?: Role },
      options: RequestOptions = {},
    ): Promise<Invitation & { url: string }> =>
      transport({ method: "POST", path: "/v1/invitations", body: invitation, ...options }),
    revoke: (id: string, options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: `/v1/invitations/${encoded(id)}`, ...options }),
    /** Whom an invitation is for, by the token of its link. */
    check: (
      token: string,
      options: RequestOptions = {},
    ): Promise<{ email: string; role: Role; newPassword: boolean }> =>
      transport({ method: "POST", path: "/v1/join/check", body: { token }, ...options }),
    /** Becomes a member, or sets the new password, and signs in. */
    async accept(
      given: { token: string; name?: string; password: string },
      options: RequestOptions = {},
    ): Promise<Member> {
      const request = { method: "POST", path: "/v1/join", body: given, ...options } as const;
      return (await transport<{ member: Member }>(request)).member;
    },
  };
}

/** What belongs to the member who asks. */
export function createAccount(transport: Transport) {
  return {
    /** Every other session ends. */
    changePassword: (given: { current: string; password: string }, options: RequestOptions = {}): Promise<void> =>
      transport({ method: "POST", path: "/v1/me/password", body: given, ...options }),
    async sessions(options: RequestOptions = {}): Promise<Session[]> {
      return (await transport<{ items: Session[] }>({ method: "GET", path: "/v1/me/sessions", ...options })).items;
    },
    /** Without an id all but the one that asks. */
    endSession: (id = "others", options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: `/v1/me/sessions/${encoded(id)}`, ...options }),
    async apiKeys(options: RequestOptions = {}): Promise<ApiKey[]> {
      return (await transport<{ items: ApiKey[] }>({ method: "GET", path: "/v1/me/api-keys", ...options })).items;
    },
    /** The key is shown this once. */
    createApiKey: (name: string, options: RequestOptions = {}): Promise<ApiKey & { apiKey: string }> =>
      transport({ method: "POST", path: "/v1/me/api-keys", body: { name }, ...options }),
    revokeApiKey: (id: string, options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: `/v1/me/api-keys/${encoded(id)}`, ...options }),
  };
}
