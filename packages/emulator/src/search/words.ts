const wordPattern = /[\p{L}\p{N}]+/gu;

/** Words too common to tell pages apart; the real index drops them as well. */
const stopWords = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

const stems = new Map<string, string>();

/** Lower-case words in order, without stemming. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

export const isStopWord = (word: string): boolean => stopWords.has(word);

/** The form words are indexed under: endings of number, tense and manner are taken off. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = /^[a-z]{4,}$/.test(word) ? cut(word) : word;
  if (stems.size < 200_000) stems.set(word, found);
  return found;
}

const hasVowel = (text: string): boolean => /[aeiouy]/.test(text);

/** After -ing and -ed: `stopped` to `stop`, `creating` to `creat`, which is what `create` becomes, too. */
function tidy(base: string): string {
  const last = base.at(-1) ?? "";
  if (base.length > 3 && last === base.at(-2) && !/[aeiouylsz]/.test(last)) return base.slice(0, -1);
  return base.endsWith("e") && base.length > 4 ? base.slice(0, -1) : base;
}

function cut(word: string): string {
  let base = word;
  if (/(ss|us|is)$/.test(base)) return base;
  if (base.endsWith("ies")) base = `${base.slice(0, -3)}y`;
  else if (/(sses|shes|ches|xes|zes)$/.test(base)) base = base.slice(0, -2);
  else if (base.endsWith("s")) base = base.slice(0, -1);
  for (const ending of ["ing", "ed", "ly"]) {
    const rest = base.slice(0, -ending.length);
    if (base.endsWith(ending) && rest.length >= 3 && hasVowel(rest)) return final(tidy(rest));
  }
  return final(base.length > 4 && base.endsWith("e") ? base.slice(0, -1) : base);
}

/** `policy` and `policies` meet in `polici`. */
const final = (base: string): string =>
  base.length > 3 && base.endsWith("y") && !/[aeiou]y$/.test(base) ? `${base.slice(0, -1)}i` : base;

/** Stemmed words of a text without stop words, as they are indexed. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const word of wordsOf(text)) if (!stopWords.has(word)) terms.push(stem(word));
  return terms;
}
