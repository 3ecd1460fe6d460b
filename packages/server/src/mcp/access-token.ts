import { newSecret } from "../base/ids.ts";

const prefix = "tribm_";

/** A token for the MCP address. It looks unlike an API key, which is good everywhere. */
export const newAccessToken = (): string => `${prefix}${newSecret()}`;

export const isAccessToken = (token: string): boolean => token.startsWith(prefix);
