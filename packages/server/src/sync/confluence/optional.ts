import { TributaryError } from "../../base/errors.ts";

/**
 * Reads what a sync can do without when the site refuses it: not every connection was granted every scope. Undefined
 * when refused; what is missing is remembered for the report.
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
        if (error.code !== "not_found") refused.set(what, error);
        return undefined;
      }
    },
  };
}

const isRefusal = ({ code }: TributaryError) =>
  ["scope_missing", "forbidden", "not_found", "endpoint_gone"].includes(code);
