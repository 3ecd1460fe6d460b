import type { RequestOptions } from "./request-options.ts";
import type { ScopeSetName } from "./scope-sets.ts";
import type { Transport } from "./transport.ts";

/** How accounts connect. Secrets are never in it. */
export type AuthConfig = {
  id: string;
  name: string;
  type: "oauth2" | "api_token";
  clientId?: string | null;
  scopes: string[];
  /** The callback URL to register at Atlassian. */
  redirectUri?: string;
  /** `environment`: set by the server's environment, and only changed there. */
  source: "api" | "environment";
  createdAt: string;
};

export type NewAuthConfig =
  /** An OAuth 2.0 (3LO) app. It asks for the `scopes`, or for a ready-made set of them; without either, the standard set. */
  | {
      name: string;
      type: "oauth2";
      clientId: string;
      clientSecret: string;
      scopes?: string[];
      scopeSet?: ScopeSetName;
    }
  | { name: string; type: "api_token" };

export type AuthConfigChange = {
  name?: string;
  clientId?: string;
  clientSecret?: string;
  scopes?: string[];
  scopeSet?: ScopeSetName;
};

export type AuthConfigs = ReturnType<typeof createAuthConfigs>;

const pathOf = (id: string) => `/v1/auth-configs/${encodeURIComponent(id)}`;

export function createAuthConfigs(transport: Transport) {
  return {
    async list(options: RequestOptions = {}): Promise<AuthConfig[]> {
      const request = { method: "GET", path: "/v1/auth-configs", ...options } as const;
      return (await transport<{ items: AuthConfig[] }>(request)).items;
    },
    get(id: string, options: RequestOptions = {}): Promise<AuthConfig> {
      return transport({ method: "GET", path: pathOf(id), ...options });
    },
    create(input: NewAuthConfig, options: RequestOptions = {}): Promise<AuthConfig> {
      return transport({ method: "POST", path: "/v1/auth-configs", body: input, ...options });
    },
    update(id: string, change: AuthConfigChange, options: RequestOptions = {}): Promise<AuthConfig> {
      return transport({ method: "PATCH", path: pathOf(id), body: change, ...options });
    },
    /** Throws `conflict` while connections use it. */
    delete(id: string, options: RequestOptions = {}): Promise<void> {
      return transport({ method: "DELETE", path: pathOf(id), ...options });
    },
  };
}
