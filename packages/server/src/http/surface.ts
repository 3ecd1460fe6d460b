import type { Context } from "hono";

const surfaces = ["cli", "sdk", "dashboard"];

/** Where a request came in, for the record: our own clients say so in a header. */
export function surfaceOf(context: Context): string {
  const client = context.req.header("x-tributary-client") ?? "";
  return surfaces.includes(client) ? client : "rest";
}
