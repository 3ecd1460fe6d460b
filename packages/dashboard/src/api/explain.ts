import { TributaryError } from "@tributary/sdk";

export type Explanation = {
  title: string;
  hint: string | undefined;
  atlassian: string | undefined;
  requestId: string | undefined;
};

/** What is said where this server gave no answer: its client speaks to programs. */
const unanswered: Partial<Record<string, { title: string; hint: string }>> = {
  upstream_unreachable: {
    title: "The server cannot be reached.",
    hint: "Check that Tributary runs and that you are online, then try again.",
  },
  timeout: {
    title: "The server did not answer in time.",
    hint: "Try again in a moment.",
  },
  outcome_unknown: {
    title: "The server did not answer.",
    hint: "It may have been done all the same. See how it stands once the server is back, before you try again.",
  },
};

/** What a person is told about something that was thrown. */
export function explain(error: unknown): Explanation {
  if (error instanceof TributaryError) {
    const { atlassian } = error;
    const away = error.status === 0 ? unanswered[error.code] : undefined;
    return {
      title: away?.title ?? error.message,
      hint: away?.hint ?? forPerson(error.hint),
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
  const words = hint?.replace(/(:| with)? (POST|PUT) \/v1\S+ or in the dashboard/, " under Integrations");
  return words !== undefined && /\b(GET|POST|PUT|PATCH|DELETE) \/v1\b/.test(words) ? undefined : words;
}
