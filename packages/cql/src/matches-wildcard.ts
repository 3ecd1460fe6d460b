/**
 * Whether a word matches a pattern with ? (one character) and * (any number), case apart. A backslash makes the next
 * character literal. Needs no more than pattern times word steps, and no recursion.
 */
export function matchesWildcard(pattern: string, word: string): boolean {
  const wanted = readPattern(pattern);
  const given = [...word.toLowerCase()];
  let at = 0;
  let read = 0;
  let star = -1;
  let starRead = 0;
  while (read < given.length) {
    const part = wanted[at];
    if (part === anyRun) {
      star = at;
      starRead = read;
      at += 1;
    } else if (part !== undefined && (part === anyOne || part === given[read])) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      // Let the last * take one character more; earlier ones need no second try.
      starRead += 1;
      read = starRead;
      at = star + 1;
    } else return false;
  }
  while (wanted[at] === anyRun) at += 1;
  return at === wanted.length;
}

const anyRun = Symbol("*");
const anyOne = Symbol("?");

function readPattern(pattern: string): (string | symbol)[] {
  const parts: (string | symbol)[] = [];
  const characters = [...pattern.toLowerCase()];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string;
    if (character === "\\" && at + 1 < characters.length) {
      at += 1;
      parts.push(characters[at] as string);
    } else parts.push(character === "*" ? anyRun : character === "?" ? anyOne : character);
  }
  return parts;
}
