import { TributaryError } from "../base/errors.ts";

/**
 * Our cursors carry the tool and the query they belong to beside Confluence's own cursor, so that going on needs
 * nothing but the cursor and can never continue another query.
 */
export function encodeCursor(tool: string, query: Record<string, unknown>, next: string): string {
  return Buffer.from(JSON.stringify([tool, query, next])).toString("base64url");
}

export function decodeCursor(tool: string, cursor: string): { query: Record<string, unknown>; next: string } {
  try {
    const [name, query, next] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [unknown, unknown, unknown];
    if (name === tool && typeof next === "string" && typeof query === "object" && query !== null) {
      return { query: query as Record<string, unknown>, next };
    }
  } catch {
    // Falls through: not a cursor of ours.
  }
  throw new TributaryError("invalid_input", `This cursor does not belong to ${tool}.`, {
    hint: "Pass the cursor of the answer before, unchanged, to the same tool; or leave it out to begin again.",
  });
}
