import type { CallToolResult } from "@modelcontextprotocol/server";
import type { ErrorBody } from "../base/errors.ts";
import type { Envelope } from "../calls/envelope.ts";
import { discoverName } from "../tools/discovery.ts";
import { getApproval } from "../tools/kept/get-approval.ts";
import { apiCall } from "../tools/raw/api-call.ts";
import { briefApproval, briefRows } from "./brief-rows.ts";

type Json = Record<string, unknown>;

/**
 * An envelope as the result of a tool: its data at the top of the structured content, with what the caller has to know
 * of the call under `meta`, and the same as text for clients that show their model nothing else.
 */
export function showResult({ data, error, meta }: Envelope): CallToolResult {
  if (error !== null) return showError(error, meta.callId);
  const { callId, next, truncated, approval, undoable, dryRun } = meta;
  const about = {
    callId,
    ...(next !== undefined && { next, truncated }),
    // Its page and its end stand in the data while it waits, and say nothing once it is over.
    ...(approval !== undefined && { approval: { id: approval.id, status: approval.status } }),
    ...(undoable !== undefined && { undoable }),
    ...(dryRun && { dryRun }),
  };
  const content: Json = isObject(data) ? { ...brief(meta.tool, data), meta: about } : { data, meta: about };
  return showData(content);
}

export const showData = (data: Json): CallToolResult => ({
  content: [{ type: "text", text: JSON.stringify(data) }],
  structuredContent: data,
});

/** Errors are results the model can read and act on, not failures of the protocol. */
export function showError(error: ErrorBody, callId?: string): CallToolResult {
  const { code, message } = error;
  // Whoever calls tools sends no requests.
  const hint = error.hint
    ?.replace("List the tools with GET /v1/tools.", `Find tools with ${discoverName}.`)
    .replace(/List them with GET \S+/, "Check the id.");
  return {
    content: [{ type: "text", text: `${code}: ${message}${hint === undefined ? "" : ` ${hint}`}` }],
    structuredContent: {
      error: { ...error, ...(hint !== undefined && { hint }) },
      ...(callId !== undefined && { meta: { callId } }),
    },
    isError: true,
  };
}

function brief(tool: string, data: Json): Json {
  // Tools by the names of other toolkits, and raw calls, answer as those do.
  if (!tool.startsWith("confluence_") || tool === apiCall.name) return data;
  return tool === getApproval.name ? briefApproval(data) : briefRows(data);
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
