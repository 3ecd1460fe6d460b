import type { RequestOptions } from "./request-options.ts";
import type { Transport } from "./transport.ts";

export type Role = "admin" | "member" | "viewer";

/** A person who signs in to the dashboard. */
export type Member = { id: string; name: string; email: string; role: Role };

/** Who the caller is. */
export type Me =
  | { kind: "member"; id: string; name: string; email: string; role: Role }
  | { kind: "agent"; id: string; name: string };

export type FirstAdmin = {
  /** From the link the server prints at its first start. */
  token: string;
  name: string;
  email: string;
  password: string;
};

/** Signing in with a session cookie; only of use in a browser at the server's own origin. */
export function createSession(transport: Transport) {
  return {
    async signIn(input: { email: string; password: string }, options: RequestOptions = {}): Promise<Member> {
      const request = { method: "POST", path: "/v1/session", body: input, ...options } as const;
      return (await transport<{ member: Member }>(request)).member;
    },
    /** How people sign in here, beside with a password. By OIDC the browser goes to `/v1/session/oidc?next=/path`. */
    ways(options: RequestOptions = {}): Promise<{ oidc?: { name: string } }> {
      return transport({ method: "GET", path: "/v1/session/ways", ...options });
    },
    signOut(options: RequestOptions = {}): Promise<void> {
      return transport({ method: "DELETE", path: "/v1/session", ...options });
    },
  };
}

/** The first start of a server, which has no member yet. */
export function createSetup(transport: Transport) {
  return {
    async needed(options: RequestOptions = {}): Promise<boolean> {
      return (await transport<{ needed: boolean }>({ method: "GET", path: "/v1/setup", ...options })).needed;
    },
    /** Makes the first admin and signs them in. */
    async complete(input: FirstAdmin, options: RequestOptions = {}): Promise<Member> {
      const request = { method: "POST", path: "/v1/setup", body: input, ...options } as const;
      return (await transport<{ member: Member }>(request)).member;
    },
  };
}
