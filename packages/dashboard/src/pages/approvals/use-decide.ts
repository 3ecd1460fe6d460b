import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Approval } from "@tributary/sdk";
import { approvalQuery } from "../../api/approval-queries.ts";
import { tributary } from "../../api/client.ts";

export type Decision = "approve" | "deny";

export type DecideInput = {
  id: string;
  decision: Decision;
  comment?: string;
  /** Other arguments than the agent's. */
  arguments?: Record<string, unknown>;
};

/** Says yes or no to one waiting write. Whatever the server answers, what is shown is asked for anew. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision, comment = "", arguments: edited }: DecideInput): Promise<Approval> => {
      const said = comment.trim() === "" ? {} : { comment: comment.trim() };
      return decision === "deny"
        ? tributary.approvals.deny(id, said)
        : tributary.approvals.approve(id, { ...said, ...(edited !== undefined && { arguments: edited }) });
    },
    onSuccess: (approval) => client.setQueryData(approvalQuery(approval.id).queryKey, approval),
    onSettled: (_done, _error, { id }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["approvals"] }),
        client.invalidateQueries({ queryKey: approvalQuery(id).queryKey }),
      ]),
  });
}
