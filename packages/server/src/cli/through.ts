import type { Through } from "./run-tool.ts";

/** What every command takes that works on somebody's site. */
export const throughArgs = {
  connection: { type: "string", description: "Connection to use (default: the only one)" },
  user: { type: "string", description: "User whose connection to use" },
  site: { type: "string", description: "Site to use, when the connection has several" },
} as const;

type Given = { connection?: string | undefined; user?: string | undefined; site?: string | undefined };

export const through = ({ connection, user, site }: Given): Through => ({
  ...(connection !== undefined && { connectionId: connection }),
  ...(user !== undefined && { userId: user }),
  ...(site !== undefined && { siteId: site }),
});
