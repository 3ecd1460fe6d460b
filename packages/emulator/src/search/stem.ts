/**
 * English stems by M. F. Porter's algorithm ("An algorithm for suffix stripping", 1980), which is what Lucene's English
 * analysis does, too: `deployments`, `deployed` and `deploy` are one term.
 */
export function stem(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const found = /^[a-z]{3,}$/.test(word) ? strip(word) : word;
  if (remembered.size < 200_000) remembered.set(word, found);
  return found;
}

const remembered = new Map<string, string>();

type Rule = readonly [ending: string, instead: string];

const consonant = "[^aeiou]";
const vowel = "[aeiouy]";
const consonants = `${consonant}[^aeiouy]*`;
const vowels = `${vowel}[aeiou]*`;
/** The number of vowel-consonant pairs in what remains: more than none, exactly one, more than one. */
const some = new RegExp(`^(${consonants})?${vowels}${consonants}`);
const one = new RegExp(`^(${consonants})?${vowels}${consonants}(${vowels})?$`);
const several = new RegExp(`^(${consonants})?${vowels}${consonants}${vowels}${consonants}`);
const withVowel = new RegExp(`^(${consonants})?${vowel}`);
const shortEnd = new RegExp(`^${consonants}${vowel}[^aeiouwxy]$`);

const step2: readonly Rule[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["bli", "ble"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
  ["logi", "log"],
];

const step3: readonly Rule[] = [
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
];

const step4 = "al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize".split(" ");

function strip(word: string): string {
  // A y at the start is a consonant; in capitals no rule takes it for a vowel.
  let base = word.startsWith("y") ? `Y${word.slice(1)}` : word;
  base = plural(base);
  base = pastAndGerund(base);
  // As in Porter's later version: not after a vowel, so that `deploy` and `deployment` stay together.
  if (/[^aeiou]y$/.test(base) && withVowel.test(base.slice(0, -1))) base = `${base.slice(0, -1)}i`;
  base = replaceEnding(base, step2);
  base = replaceEnding(base, step3);
  base = dropEnding(base);
  base = finalLetters(base);
  return base.toLowerCase();
}

function plural(base: string): string {
  if (/(ss|i)es$/.test(base)) return base.slice(0, -2);
  return /[^s]s$/.test(base) ? base.slice(0, -1) : base;
}

function pastAndGerund(base: string): string {
  if (base.endsWith("eed")) return some.test(base.slice(0, -3)) ? base.slice(0, -1) : base;
  const ending = /(ed|ing)$/.exec(base)?.[0];
  const rest = ending === undefined ? "" : base.slice(0, -ending.length);
  if (ending === undefined || !withVowel.test(rest)) return base;
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return shortEnd.test(rest) ? `${rest}e` : rest;
}

/** The longest ending decides; it is replaced only where enough of a word remains. */
function replaceEnding(base: string, rules: readonly Rule[]): string {
  const rule = longest(rules, ([ending]) => base.endsWith(ending));
  if (!rule) return base;
  const rest = base.slice(0, -rule[0].length);
  return some.test(rest) ? rest + rule[1] : base;
}

function longest(rules: readonly Rule[], fits: (rule: Rule) => boolean): Rule | undefined {
  let found: Rule | undefined;
  for (const rule of rules) if (fits(rule) && rule[0].length > (found?.[0].length ?? 0)) found = rule;
  return found;
}

function dropEnding(base: string): string {
  let ending = "";
  for (const candidate of step4) if (base.endsWith(candidate) && candidate.length > ending.length) ending = candidate;
  if (ending === "") return base;
  // Of -sion and -tion only -ion goes.
  const rest = base.slice(0, ending === "sion" || ending === "tion" ? -3 : -ending.length);
  return several.test(rest) ? rest : base;
}

function finalLetters(base: string): string {
  let result = base;
  if (result.endsWith("e")) {
    const rest = result.slice(0, -1);
    if (several.test(rest) || (one.test(rest) && !shortEnd.test(rest))) result = rest;
  }
  return result.endsWith("ll") && several.test(result) ? result.slice(0, -1) : result;
}
