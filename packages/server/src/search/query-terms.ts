import { functionTerms } from "./function-words.ts";
import { stopWords } from "./stop-words.ts";
import { exactWords, fold, type Token, tokensOf, withoutLoneEnd } from "./words.ts";

export type QueryTerm = {
  /** What the index holds for it; for a word still being typed, several. */
  readonly terms: readonly string[];
  /** The word as it was typed, folded; undefined for terms that stand for a whole name or its parts. */
  readonly typed?: string;
  /** How often the query says it; 1 when it is not given. */
  readonly times?: number;
  /** It only holds the query together. */
  readonly faint?: boolean;
  /** Where it stands in the query. */
  readonly start: number;
  readonly end: number;
};

export type QueryPhrase = {
  /** What the index holds for its words, in order, words without meaning included. */
  readonly terms: readonly string[];
  /** Its words as they have to stand in the text. */
  readonly exact: readonly string[];
};

export type ParsedQuery = {
  /** Each term once. */
  readonly terms: readonly QueryTerm[];
  /** Positions in `terms`, in the order of the query: which words stand beside each other. */
  readonly sequence: readonly number[];
  /** Parts of names in camel case, to be found side by side in longer names. */
  readonly runs: readonly (readonly string[])[];
  /** All of them have to stand in a document, word for word. */
  readonly phrases: readonly QueryPhrase[];
  /** What a question quotes: a document that holds it, in any forms, is worth more, and no other is left out. */
  readonly quotations?: readonly QueryPhrase[];
  /** The last word, when it may be the beginning of one. */
  readonly prefix?: QueryTerm;
};

const longestQuery = 4_000;
/** The expression parser of FTS5 is limited, and past some dozens further words change nothing. */
const mostTerms = 48;

/** In a longer text, quotation marks quote; nobody types that many words to narrow an exact search. */
const mostBesidePhrases = 15;

/** In a question they do, too: what answers it often says the same in another form, or does not say it again. */
const question = /[?？؟\u037e][\s\p{Pe}\p{Pf}"'“]*$/u;

/** Reads a query. Any text is one; nothing in it is syntax but double quotes that come in pairs. */
export function parseQuery(text: string, options: { prefix?: boolean } = {}): ParsedQuery {
  const query = text.slice(0, longestQuery);
  const tokens = [...tokensOf(query)];
  const last = tokens.at(-1);
  const typing = options.prefix && last !== undefined && last.end === query.length ? last : undefined;
  const complete = typing ? tokens.slice(0, -1) : tokens;
  const telling = complete.filter((token) => !stopWords.has(typedWord(query, token)));
  const { terms, sequence } = collect(query, telling.length > 0 || typing ? telling : complete);
  return {
    terms,
    sequence,
    runs: telling.flatMap((token) => token.terms.runs),
    ...(telling.length > mostBesidePhrases || question.test(query)
      ? { phrases: [], quotations: phrasesOf(query) }
      : { phrases: phrasesOf(query) }),
    ...(typing && { prefix: { ...place(typing), terms: typing.terms.words, typed: typedWord(query, typing) } }),
  };
}

function collect(query: string, tokens: Token[]): { terms: QueryTerm[]; sequence: number[] } {
  const found = new Map<string, number>();
  const times = new Map<string, number>();
  const terms: QueryTerm[] = [];
  const sequence: number[] = [];
  const add = (term: string, token: Token, typed?: string): number | undefined => {
    const known = found.get(term);
    if (known !== undefined || terms.length === mostTerms) return known;
    found.set(term, terms.length);
    return terms.push({ terms: [term], ...place(token), ...(typed !== undefined && { typed }) }) - 1;
  };
  for (const token of tokens) {
    const single = token.terms.words.length === 1;
    for (const word of token.terms.words) {
      times.set(word, (times.get(word) ?? 0) + 1);
      const at = add(word, token, single ? typedWord(query, token) : undefined);
      if (at !== undefined) sequence.push(at);
    }
  }
  // The parts of a name in camel case are looked for side by side (`runs`), its other names as terms of their own.
  for (const token of tokens) {
    const parts = new Set(token.terms.runs.flat());
    for (const name of token.terms.names) if (!parts.has(name)) add(name, token);
  }
  const faint = functionTerms(query);
  const counted = terms.map((one) => {
    const term = one.terms[0] ?? "";
    return { ...one, times: times.get(term) ?? 1, ...(faint.has(term) && { faint: true }) };
  });
  return { terms: counted, sequence };
}

const typedWord = (query: string, token: Token) => fold(query.slice(token.start, token.end)).replace(/['’]/g, "");
const place = ({ start, end }: Token) => ({ start, end });

const quoted = /"([^"]+)"|“([^”“]+)”|„([^“„]+)“|«([^»«]+)»/g;

function phrasesOf(query: string): QueryPhrase[] {
  const phrases: QueryPhrase[] = [];
  for (const match of query.matchAll(quoted)) {
    const words = match.slice(1).find((group) => group !== undefined) ?? "";
    const terms = withoutLoneEnd([...tokensOf(words)].flatMap((token) => token.terms.words));
    if (terms.length > 0) phrases.push({ terms, exact: exactWords(words) });
  }
  return phrases.slice(0, 8);
}
