const lostComment = /\s*The inline comment on "(?:[^"]|"(?! loses))*" loses its place\./g;

/** A preview's summary as a title, and beside it what it warns of: comments in the text whose place goes. */
export function splitSummary(summary: string): { summary: string; lostComments: string[] } {
  return {
    summary: summary.replace(lostComment, "").trim().replace(/\.$/, ""),
    lostComments: [...summary.matchAll(lostComment)].map(([sentence]) => sentence.trim()),
  };
}
