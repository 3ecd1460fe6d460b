/** Most characters an answer may have by default: about 8,000 tokens at four characters each. */
export const usualCharacters = 32_000;

/**
 * Where a result was cut: `path` leads to the text or list, whose rest is `rest`. The cursor of a list that was cut
 * goes with its rest: it must not be followed before the rest was read.
 */
export type Cut = { path: string; shown: number; total: number; rest: string | unknown[]; cursor?: string };

/** In how many places a result is cut at most. */
const mostCuts = 20;

/**
 * A result that is not longer than `most` characters of JSON. What is too long is cut at its heaviest place, a text or
 * a list, so that everything beside it stays whole, and where that is not enough, at its next heaviest; the rests are
 * given back to be continued.
 */
export function boundResult(data: unknown, most: number): { data: unknown; cuts: Cut[] } {
  const cuts: Cut[] = [];
  let shown = data;
  while (cuts.length < mostCuts) {
    const { data: shorter, cut } = cutOnce(shown, most);
    if (cut === undefined) break;
    shown = shorter;
    cuts.push(cut);
  }
  return { data: shown, cuts };
}

function cutOnce(data: unknown, most: number): { data: unknown; cut?: Cut } {
  const size = weigh(data);
  if (size <= most) return { data };
  const path = heaviestPath(data);
  const heavy = at(data, path);
  const room = Math.max(1_000, most - (size - weigh(heavy)));
  if (typeof heavy === "string") {
    const end = textEnd(heavy, room);
    if (end >= heavy.length) return { data };
    const cut = { path: path.join("."), shown: end, total: heavy.length, rest: heavy.slice(end) };
    return { data: replace(data, path, heavy.slice(0, end)), cut };
  }
  if (!Array.isArray(heavy)) return { data };
  let used = 0;
  let count = 0;
  for (const item of heavy) {
    used += weigh(item) + 1;
    if (count > 0 && used > room) break;
    count++;
  }
  if (count >= heavy.length) return { data };
  const cut = { path: path.join("."), shown: count, total: heavy.length, rest: heavy.slice(count) };
  const shown = replace(data, path, heavy.slice(0, count));
  if (cut.path !== "items") return { data: shown, cut };
  const { cursor, ...others } = shown as { cursor?: string };
  return { data: others, cut: { ...cut, ...(cursor !== undefined && { cursor }) } };
}

const weigh = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

/** Down to the text or list that makes a value heavy. A list is cut between its items unless one is most of it. */
function heaviestPath(data: unknown): string[] {
  const path: string[] = [];
  for (let value = data; typeof value === "object" && value !== null; ) {
    const weights = Object.entries(value).map(([key, child]) => ({ key, child, weight: weigh(child) }));
    const total = weights.reduce((sum, { weight }) => sum + weight, 0);
    const heaviest = weights.reduce((a, b) => (b.weight > a.weight ? b : a), { key: "", child: null, weight: -1 });
    if (heaviest.key === "" || (Array.isArray(value) && heaviest.weight < total * 0.9)) break;
    path.push(heaviest.key);
    value = heaviest.child as object;
  }
  return path;
}

/** The end of the last paragraph, else line, else word that fits; never within a surrogate pair. */
function textEnd(text: string, room: number): number {
  if (text.length <= room) return text.length;
  for (const boundary of ["\n\n", "\n", " "]) {
    const found = text.lastIndexOf(boundary, room);
    if (found > room / 2) return found + boundary.length;
  }
  return /[\uD800-\uDBFF]/.test(text[room - 1] ?? "") ? room - 1 : room;
}

function at(data: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown>)[key], data);
}

function replace(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const child = replace((data as Record<string, unknown>)[key], rest, value);
  if (Array.isArray(data)) return data.map((item, index) => (String(index) === key ? child : item));
  return { ...(data as object), [key]: child };
}
