/** The words of a heading's line (what stands behind its first signs), without the signs that close it. */
export const headingText = (line: string): string =>
  line
    .trimEnd()
    .replace(/(?<!#)#+$/, "")
    .trim();
