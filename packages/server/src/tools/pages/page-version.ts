import { z } from "zod";

export const versionShape = z.object({
  version: z.number().int(),
  modifiedAt: z.string().optional(),
  /** Account id. */
  changedBy: z.string().optional(),
  message: z.string().optional(),
  minorEdit: z.boolean().optional(),
});

/** A version as REST v2 gives it. */
export type PageVersion = {
  number: number;
  createdAt?: string;
  authorId?: string;
  message?: string;
  minorEdit?: boolean;
};

export function toVersion({
  number,
  createdAt,
  authorId,
  message,
  minorEdit,
}: PageVersion): z.input<typeof versionShape> {
  return {
    version: number,
    ...(createdAt && { modifiedAt: createdAt }),
    ...(authorId && { changedBy: authorId }),
    ...(message && { message }),
    ...(minorEdit && { minorEdit }),
  };
}
