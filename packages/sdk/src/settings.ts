import type { RequestOptions } from "./request-options.ts";
import type { Transport } from "./transport.ts";

export type ServerSettings = {
  /** How many days calls stay on record; null: for ever. */
  recordDays: number | null;
  /** Who said so; what an admin set wins over the environment. */
  setBy: "admin" | "environment" | "default";
};

export type About = {
  version: string;
  store: "sqlite";
  startedAt: string;
  /** The server's data folder; for admins only. */
  dataDir?: string;
};

export type Settings = ReturnType<typeof createSettings>;

/** What admins set of the server as a whole, and what it is. For members, not for agents. */
export function createSettings(transport: Transport) {
  return {
    get: (options: RequestOptions = {}): Promise<ServerSettings> =>
      transport({ method: "GET", path: "/v1/settings", ...options }),
    /** Calls that are older are forgotten within the hour, for good. */
    update: (change: { recordDays: number | null }, options: RequestOptions = {}): Promise<ServerSettings> =>
      transport({ method: "PATCH", path: "/v1/settings", body: change, ...options }),
    about: (options: RequestOptions = {}): Promise<About> =>
      transport({ method: "GET", path: "/v1/about", ...options }),
  };
}
