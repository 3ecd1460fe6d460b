/**
 * The first part of `wanted` that `got` does not have at its place, or the empty text when all of it stands there in
 * order. White space does not count, and more may stand between.
 */
export function missingInOrder(wanted: string, got: string): string {
  const left = [...wanted.normalize("NFC").replace(/[\s\u00a0]+/g, "")];
  const right = [...got.normalize("NFC").replace(/[\s\u00a0]+/g, "")];
  let at = 0;
  for (let i = 0; i < left.length; i++) {
    while (at < right.length && right[at] !== left[i]) at++;
    if (at === right.length) return left.slice(Math.max(0, i - 10), i + 30).join("");
    at++;
  }
  return "";
}
