import { TributaryError } from "@tributary/sdk";

export type Explanation = {
  title: string;
  hint: string | undefined;
  atlassian: string | undefined;
  requestId: string | undefined;
};

/** What a person is told about something that was thrown. */
export function explain(error: unknown): Explanation {
  if (error instanceof TributaryError) {
    const { atlassian } = error;
    return {
      title:
        error.code === "upstream_unreachable" && error.status === 0 ? "The server cannot be reached." : error.message,
      hint:
        error.code === "upstream_unreachable" && error.status === 0
          ? "Check that Tributary runs and that you are online, then try again."
          : error.hint,
      atlassian: atlassian === undefined ? undefined : `Atlassian answered ${atlassian.status}: ${atlassian.message}`,
      requestId: error.requestId,
    };
  }
  return {
    title: "Something went wrong in the dashboard.",
    hint: error instanceof Error ? error.message : undefined,
    atlassian: undefined,
    requestId: undefined,
  };
}
