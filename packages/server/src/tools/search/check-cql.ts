import { CqlError, parseCql, validateCql } from "@tributary/cql";
import { TributaryError } from "../../base/errors.ts";

/**
 * Says where a query is wrong before Confluence, which only says that it is. Fields of people are refused: Confluence
 * knows them in its search for users alone.
 */
export function checkCql(cql: string | undefined): string {
  if (cql === undefined) {
    throw new TributaryError("invalid_input", "Neither a query nor a cursor was given.", {
      hint: 'Pass cql, for example: title ~ "onboarding".',
    });
  }
  try {
    const [problem] = validateCql(parseCql(cql), { search: "content" });
    if (problem === undefined) return cql;
    throw problem;
  } catch (cause) {
    if (!(cause instanceof CqlError)) throw cause;
    throw new TributaryError("invalid_cql", `${cause.message} (line ${cause.line}, column ${cause.column})`, {
      ...hintOf(cause),
      details: { offset: cause.offset, cql },
      cause,
    });
  }
}

function hintOf({ code, hint }: CqlError): { hint?: string } {
  if (code === "field_not_here")
    return { hint: "To find people use confluence_search_users; content by people: creator, contributor, mention." };
  return hint === undefined ? {} : { hint };
}
