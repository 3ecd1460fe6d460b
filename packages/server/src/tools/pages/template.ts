import { z } from "zod";

export const templateShape = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  /** The key of the one space it is for; absent = for all. */
  spaceKey: z.string().optional(),
  labels: z.array(z.string()).optional(),
});

/** A template as REST v1 gives it. */
export type V1Template = {
  templateId: string;
  name: string;
  description?: string;
  space?: { key?: string };
  labels?: { name: string }[];
  body?: { storage?: { value?: string } };
};

export const toTemplate = (template: V1Template): z.input<typeof templateShape> => {
  const labels = (template.labels ?? []).map(({ name }) => name);
  return {
    id: template.templateId,
    name: template.name,
    ...(template.description && { description: template.description }),
    ...(template.space?.key !== undefined && { spaceKey: template.space.key }),
    ...(labels.length > 0 && { labels }),
  };
};
