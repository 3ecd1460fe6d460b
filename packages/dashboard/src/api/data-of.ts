import { type PendingWrite, type ToolResult, TributaryError } from "@tributary/sdk";

/** What a call gave; throws what went wrong. */
export function dataOf<Data>(result: ToolResult<Data>): Exclude<Data, PendingWrite> {
  if (result.successful) return result.data as Exclude<Data, PendingWrite>;
  throw new TributaryError(result.error);
}
