/** `at`: where in the text the part begins. */
export type Part = { at: number; text: string; marked: boolean };

/** A text in parts, as the places [start, end) in it are marked or not. Places may overlap, and may lie outside. */
export function highlight(text: string, places: readonly (readonly [number, number])[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [from, to] of [...places].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(at, Math.min(from, text.length));
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > at) parts.push({ at, text: text.slice(at, start), marked: false });
    parts.push({ at: start, text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) parts.push({ at, text: text.slice(at), marked: false });
  return parts;
}
