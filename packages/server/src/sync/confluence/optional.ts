import { TributaryError } from "../../base/errors.ts";

/**
 * Reads what a sync can do without when the connection was not granted the scope for it, or the site no longer has it.
 * Undefined then; what is missing is remembered for the report. A 403 or 404 is no such refusal: sites under load were
 * seen to answer both for a minute (measured by others).
 */
export type Optional = <T>(what: string, read: () => Promise<T>) => Promise<T | undefined>;

export function createOptional(): { optional: Optional; refused: ReadonlyMap<string, TributaryError> } {
  const refused = new Map<string, TributaryError>();
  return {
    refused,
    async optional(what, read) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof TributaryError) || !isRefusal(error)) throw error;
        refused.set(what, error);
        return undefined;
      }
    },
  };
}

const isRefusal = ({ code }: TributaryError) => code === "scope_missing" || code === "endpoint_gone";
