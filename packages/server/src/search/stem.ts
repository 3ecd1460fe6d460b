/**
 * English stems by the second Porter algorithm ("English" of the Snowball project, https://snowballstem.org/algorithms):
 * `deployments`, `deployed` and `deploy` are one term. Takes lower-case words; others, and other scripts, stay as they are.
 */
export function stem(word: string): string {
  if (word.length < 3) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const found = /^[a-z]+$/.test(word) ? (irregular.get(word) ?? strip(word)) : word;
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(word, found);
  return found;
}

/** A site has some ten thousands of distinct words; remembering them makes indexing several times as quick. */
const mostRemembered = 100_000;
const remembered = new Map<string, string>();

const irregular = new Map(
  Object.entries({
    skis: "ski",
    skies: "sky",
    dying: "die",
    lying: "lie",
    tying: "tie",
    idly: "idl",
    gently: "gentl",
    ugly: "ugli",
    early: "earli",
    only: "onli",
    singly: "singl",
  }).concat("sky news howe atlas cosmos bias andes".split(" ").map((word) => [word, word])),
);
const settledAfterPlural = new Set("inning outing canning herring earring proceed exceed succeed".split(" "));

type Rule = readonly [ending: string, instead: string];

const step2: readonly Rule[] = [
  ["ational", "ate"],
  ["fulness", "ful"],
  ["iveness", "ive"],
  ["ization", "ize"],
  ["ousness", "ous"],
  ["biliti", "ble"],
  ["lessli", "less"],
  ["tional", "tion"],
  ["alism", "al"],
  ["aliti", "al"],
  ["ation", "ate"],
  ["entli", "ent"],
  ["fulli", "ful"],
  ["iviti", "ive"],
  ["ousli", "ous"],
  ["abli", "able"],
  ["alli", "al"],
  ["anci", "ance"],
  ["ator", "ate"],
  ["enci", "ence"],
  ["izer", "ize"],
  ["bli", "ble"],
];

const step3: readonly Rule[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["alize", "al"],
  ["icate", "ic"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ness", ""],
  ["ful", ""],
];

/** Longer endings first. */
const step4 = "ement able ance ence ible ment ant ate ent ism iti ive ize ous al er ic".split(" ");

/** In the course of it, a capital Y is one that stands for a consonant. */
function strip(word: string): string {
  const marked = word.replace(/^y|(?<=[aeiouy])y/g, "Y");
  const r1 = startOfR1(marked);
  const r2 = regionAfter(marked, r1);
  let base = plural(marked);
  if (settledAfterPlural.has(base)) return base;
  base = pastAndGerund(base, r1);
  base = base.replace(/(?<=.[^aeiouy])[yY]$/, "i");
  base = suffixes(base, r1, r2);
  base = lastLetters(base, r1, r2);
  return base.toLowerCase();
}

const afterVowelConsonant = /[aeiouy][^aeiouy]/g;

/** Where the part after the first consonant that follows a vowel begins, from `from` on. */
function regionAfter(word: string, from: number): number {
  afterVowelConsonant.lastIndex = from;
  return afterVowelConsonant.test(word) ? afterVowelConsonant.lastIndex : word.length;
}

function startOfR1(word: string): number {
  const whole = /^(?:gener|commun|arsen)/.exec(word)?.[0];
  return whole?.length ?? regionAfter(word, 0);
}

function plural(base: string): string {
  if (base.endsWith("sses")) return base.slice(0, -2);
  if (/ie[ds]$/.test(base)) return base.slice(0, base.length > 4 ? -2 : -1);
  if (/[us]s$/.test(base)) return base;
  return /[aeiouy].+s$/.test(base) ? base.slice(0, -1) : base;
}

const endsShort = (base: string) => /(?:^|[^aeiouy])[aeiouy][^aeiouwxyY]$|^[aeiouy][^aeiouy]$/.test(base);

function pastAndGerund(base: string, r1: number): string {
  const eed = /eed(?:ly)?$/.exec(base);
  if (eed) return eed.index >= r1 ? base.slice(0, eed.index + 2) : base;
  const ending = /(?:ed|ing)(?:ly)?$/.exec(base);
  if (!ending || !/[aeiouy]/.test(base.slice(0, ending.index))) return base;
  const rest = base.slice(0, ending.index);
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
  return r1 >= rest.length && endsShort(rest) ? `${rest}e` : rest;
}

function suffixes(start: string, r1: number, r2: number): string {
  let base = replaceEnding(start, step2, r1);
  if (base === start) {
    if (/logi$/.test(base) && base.length - 3 >= r1) base = base.slice(0, -1);
    else if (/[cdeghkmnrt]li$/.test(base) && base.length - 2 >= r1) base = base.slice(0, -2);
  }
  if (base.endsWith("ative")) base = base.length - 5 >= r2 ? base.slice(0, -5) : base;
  else base = replaceEnding(base, step3, r1);
  const ending = step4.find((candidate) => base.endsWith(candidate));
  if (ending !== undefined) return base.length - ending.length >= r2 ? base.slice(0, -ending.length) : base;
  return /[st]ion$/.test(base) && base.length - 3 >= r2 ? base.slice(0, -3) : base;
}

/** The longest ending decides, whether or not enough of the word is left before it. */
function replaceEnding(base: string, rules: readonly Rule[], region: number): string {
  const rule = rules.find(([ending]) => base.endsWith(ending));
  if (rule === undefined) return base;
  const rest = base.length - rule[0].length;
  return rest >= region ? base.slice(0, rest) + rule[1] : base;
}

function lastLetters(base: string, r1: number, r2: number): string {
  const rest = base.slice(0, -1);
  if (base.endsWith("e")) return rest.length >= r2 || (rest.length >= r1 && !endsShort(rest)) ? rest : base;
  return base.endsWith("ll") && rest.length >= r2 ? rest : base;
}
