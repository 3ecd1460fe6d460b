import type { Content } from "../state/records.ts";
import { contentJson, type View } from "./content-json.ts";
import { expansion } from "./expansion.ts";

/** An attachment as the writing operations answer it: with its version and container, and the facts of the file. */
export const attachmentJson = (view: View, attachment: Content): Record<string, unknown> =>
  contentJson(view, attachment, expansion(["version", "container", "metadata", "extensions"]));
