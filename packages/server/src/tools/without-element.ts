/** Storage format without the elements of a name that stand in it without attributes, up to each one's first end tag. */
export function withoutElement(storage: string, name: string): string {
  const [opens, closes] = [`<${name}>`, `</${name}>`];
  let kept = "";
  let at = 0;
  for (let open = storage.indexOf(opens); open !== -1; open = storage.indexOf(opens, at)) {
    const close = storage.indexOf(closes, open);
    if (close === -1) break;
    kept += storage.slice(at, open);
    at = close + closes.length;
  }
  return kept + storage.slice(at);
}
