import { z } from "zod";

/** A piece of a page that answers a search, with what is needed to cite it. */
export const passageShape = z.object({
  id: z.string(),
  /** page, blogpost, comment, attachment, file (of a folder that is searched beside Confluence) … */
  type: z.string(),
  title: z.string(),
  /** The headings the text stands under, joined by " > ". */
  heading: z.string().optional(),
  text: z.string(),
  url: z.string(),
  spaceKey: z.string().optional(),
  spaceName: z.string().optional(),
  modifiedAt: z.string().optional(),
  labels: z.array(z.string()).optional(),
});

export type Passage = z.input<typeof passageShape>;

/** About four characters of English are a token, and hardly more than one of other scripts. */
const tokensOf = (text: string): number => {
  const others = text.match(/[^\u0000-\u024f]/g)?.length ?? 0;
  return others + (text.length - others) / 4;
};

/**
 * The passages that fit into so many tokens as JSON, the best first. The first is always among them, its text cut where
 * it is too long alone.
 */
export function withinTokens(passages: readonly Passage[], most: number): Passage[] {
  let left = most;
  const fitting: Passage[] = [];
  for (const passage of passages) {
    left -= tokensOf(JSON.stringify(passage));
    if (left < 0) break;
    fitting.push(passage);
  }
  const [first] = passages;
  if (fitting.length > 0 || first === undefined) return fitting;
  const share = Math.max(0.1, most / (most - left));
  return [
    { ...first, text: `${first.text.slice(0, Math.floor(first.text.length * share)).replace(/(?<!\s)\s+\S*$/, "")} …` },
  ];
}
