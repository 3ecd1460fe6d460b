import { z } from "zod";

/** What comments of a list can come back as: Confluence renders single ones only. */
export const listFormat = z
  .enum(["markdown", "storage", "text", "adf"])
  .default("markdown")
  .describe("What the text comes back as.");
