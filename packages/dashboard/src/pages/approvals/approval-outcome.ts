import type { Approval, ErrorBody } from "@tributary/sdk";

/** What came of an approved write: the error it ended with, or the address of what it made or changed. */
export function approvalOutcome({ outcome }: Pick<Approval, "outcome">): { error?: ErrorBody; url?: string } {
  const { data, error } = (outcome ?? {}) as { data?: unknown; error?: ErrorBody | null };
  const url = (data as { url?: unknown } | null | undefined)?.url;
  return { ...(error != null && { error }), ...(typeof url === "string" && { url }) };
}
