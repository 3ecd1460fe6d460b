import type { RequestOptions } from "./request-options.ts";
import type { ToolResult, Tools } from "./tools.ts";

type Scalar = string | number | boolean;

export type ApiCall = {
  userId?: string;
  connectionId?: string;
  siteId?: string;
  /** Default `GET`. */
  method?: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
  /** Path at the site, such as `/wiki/api/v2/pages/{id}`. */
  path: string;
  /** Values of the path's placeholders. */
  pathParams?: Record<string, string | number>;
  query?: Record<string, Scalar | Scalar[]>;
  /** Sent exactly as given; none is added but authorization. */
  headers?: Record<string, string>;
  /** An object or array is sent as JSON, text as it is. */
  body?: Record<string, unknown> | unknown[] | string;
};

/** Its own shape is wider than that of the tool, which models are told. */
const tool: string = "confluence_api_call";

/** The API call is a tool like any other; this gives it its own shape. */
export function apiCall(tools: Tools, call: ApiCall, options: RequestOptions): Promise<ToolResult> {
  const { userId, connectionId, siteId, ...rest } = call;
  const target = {
    ...(userId !== undefined && { userId }),
    ...(connectionId !== undefined && { connectionId }),
    ...(siteId !== undefined && { siteId }),
  };
  return tools.execute(tool, { ...target, arguments: rest }, options);
}
