import { z } from "zod";
import { parameter } from "../tool.ts";

/** The parameters of a comment's text. */
export const commentText = {
  body: z.string().min(1).describe("The comment's text."),
  format: parameter.formatIn,
};
