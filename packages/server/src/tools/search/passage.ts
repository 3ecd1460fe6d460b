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
