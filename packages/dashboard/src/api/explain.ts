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
          : forPerson(error.hint),
      atlassian: atlassian === undefined ? undefined : `Atlassian answered ${atlassian.status}: ${atlassian.message}`,
      // What a person can mend themselves needs no number to report it by.
      requestId: error.status >= 500 ? error.requestId : undefined,
    };
  }
  return {
    title: "Something went wrong in the dashboard.",
    hint: error instanceof Error ? error.message : undefined,
    atlassian: undefined,
    requestId: undefined,
  };
}

/** Hints are written for programs too: a request of the API helps nobody who looks at a page. */
function forPerson(hint: string | undefined): string | undefined {
  const words = hint?.replace(/(:| with)? (POST|PUT) \/v1\S+ or in the dashboard/, " in the dashboard");
  return words !== undefined && /\b(GET|POST|PUT|PATCH|DELETE) \/v1\b/.test(words) ? undefined : words;
}
