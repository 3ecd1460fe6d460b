import { endpoint } from "../confluence/endpoints.ts";
import type { Tool } from "./tool.ts";

/**
 * The scopes a tool's operations need: of each operation the first alternative, which is the granular set for v2 and
 * the classic one for v1.
 */
export function scopesOf(tool: Tool): string[] {
  return [...new Set(tool.endpoints.flatMap((key) => endpoint(key).scopes[0] ?? []))].sort();
}
