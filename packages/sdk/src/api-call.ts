import type { RequestOptions } from "./request-options.ts";
import type { ToolResult, Tools } from "./tools.ts";

export type ApiCall = {
  userId?: string;
  connectionId?: string;
  siteId?: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path at the site, such as `/wiki/api/v2/pages`. */
  path: string;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  body?: unknown;
};

/** The API call is a tool like any other; this gives it its own shape. */
export function apiCall(tools: Tools, call: ApiCall, options: RequestOptions): Promise<ToolResult> {
  const { userId, connectionId, siteId, ...rest } = call;
  const target = {
    ...(userId !== undefined && { userId }),
    ...(connectionId !== undefined && { connectionId }),
    ...(siteId !== undefined && { siteId }),
  };
  return tools.execute("confluence_api_call", { ...target, arguments: rest }, options);
}
