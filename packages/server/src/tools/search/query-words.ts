/**
 * What the analyzer behind Confluence's search leaves out of texts and queries: a clause with nothing else in it finds
 * nothing. Source: the stop words of Lucene's analyzer for English.
 */
const unsearchable: ReadonlySet<string> = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

/** Words of questions that tell nothing about their subject: looked for, they bring up what is long and chatty. */
const asking: ReadonlySet<string> = new Set(
  "about can could did do does from had has have how i me my our should so we were what when where which who whom whose why would you your".split(
    " ",
  ),
);

/** Further words of a long question change nothing but its cost. */
const most = 12;

/** The words of a query that Confluence can look for, each once, in their order; all of them where it knows none. */
export function queryWords(text: string): string[] {
  const words = [...new Set(text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}_.'’-]*(?<![.'’-])/gu) ?? [])];
  return without(words, unsearchable).slice(0, most);
}

/** The words that say what a question is about. */
export const subjectWords = (question: string): string[] => without(queryWords(question), asking);

function without(words: string[], idle: ReadonlySet<string>): string[] {
  const telling = words.filter((word) => !idle.has(word.toLowerCase()));
  return telling.length > 0 ? telling : words;
}
