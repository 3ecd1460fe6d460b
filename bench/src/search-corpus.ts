/** A wiki made of invented words: as long, as repetitive and as uneven as real ones, and the same on every run. */
export type BenchPage = { id: string; title: string; sections: { heading: string; text: string }[]; spaceKey: string };

const vocabularySize = 40_000;
const wordsOfPage = 430;

/** A small generator with good low bits (mulberry32): runs on different machines get the same wiki. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const onsets = "b c d f g h j k l m n p r s t v w br cl cr dr fl gr pl pr sc sh sl sp st tr th ch qu".split(" ");
const vowels = "a e i o u ai ea ee io ou".split(" ");
const codas = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck"];
const suffixes = ["", "", "", "", "s", "ed", "ing", "er", "ion", "ment", "able"];

function vocabulary(): string[] {
  const next = random(7);
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)] ?? "";
  const words = new Set<string>();
  while (words.size < vocabularySize) {
    // Common words are short in every language.
    const syllables = 1 + Math.floor(next() * Math.min(3, 1 + words.size / 400));
    let word = "";
    for (let i = 0; i < syllables; i++) word += pick(onsets) + pick(vowels) + pick(codas);
    words.add(word + (syllables > 1 ? pick(suffixes) : ""));
  }
  return [...words];
}

/** Ranks by Zipf's law with Mandelbrot's shift: the commonest word stands in nearly every page, most in a handful. */
function zipf(next: () => number, size: number): number {
  const shift = 2.7;
  const low = Math.log(shift);
  const high = Math.log(size + shift);
  return Math.min(size - 1, Math.floor(Math.exp(low + next() * (high - low)) - shift));
}

/** Pages about one of some hundreds of topics each: half of a page's rarer words come from its topic. */
export function* benchPages(count: number): Generator<BenchPage> {
  const words = vocabulary();
  for (let page = 0; page < count; page++) {
    const next = random(1_000 + page);
    const topic = Math.floor(next() * 400);
    const word = () => {
      const rank = zipf(next, vocabularySize);
      const own = rank > 300 && next() < 0.5 ? 300 + ((rank * 17 + topic * 97) % 600) + topic * 97 : rank;
      return words[own % vocabularySize] ?? "";
    };
    const sentence = (length: number) => Array.from({ length }, word).join(" ");
    const sections = Array.from({ length: 2 + Math.floor(next() * 3) }, () => ({
      heading: sentence(2 + Math.floor(next() * 3)),
      text: "",
    }));
    const each = Math.floor((wordsOfPage * (0.4 + 1.2 * next())) / sections.length);
    for (const section of sections) section.text = paragraphs(each, sentence);
    yield {
      id: String(page + 1),
      title: sentence(3 + Math.floor(next() * 3)),
      sections,
      spaceKey: `S${topic % 20}`,
    };
  }
}

function paragraphs(words: number, sentence: (length: number) => string): string {
  const lines: string[] = [];
  for (let left = words; left > 0; left -= 14) lines.push(`${sentence(Math.min(14, left))}.`);
  return lines.map((line, at) => line + (at % 5 === 4 ? "\n\n" : " ")).join("");
}

export const textOf = ({ sections }: BenchPage) =>
  sections.map(({ heading, text }) => `${heading}\n${text}`).join("\n\n");

/** Queries of one to four words of one page each, so that rare, middling and very common ones meet. */
export function benchQueries(pages: readonly BenchPage[], count: number): string[] {
  const next = random(99);
  return Array.from({ length: count }, () => {
    const page = pages[Math.floor(next() * pages.length)];
    const words =
      page === undefined
        ? []
        : textOf(page)
            .split(/[\s.]+/)
            .filter(Boolean);
    return Array.from({ length: 1 + Math.floor(next() * 4) }, () => words[Math.floor(next() * words.length)]).join(" ");
  });
}
