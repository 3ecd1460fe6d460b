import { mediaTypeDescription } from "../content/media-types.ts";
import type { Content } from "../state/records.ts";
import { contentJson, type View } from "./content-json.ts";
import { expansion } from "./expansion.ts";

/** An attachment as the writing operations answer it: with its version and container, and the facts of the file. */
export function attachmentJson(view: View, attachment: Content): Record<string, unknown> {
  const json = contentJson(view, attachment, expansion(["version", "container", "metadata", "extensions"]));
  const { file } = attachment;
  if (!file) return json;
  return {
    ...json,
    metadata: {
      ...(json.metadata as object),
      mediaType: file.mediaType,
      ...(file.comment === "" ? {} : { comment: file.comment }),
    },
    extensions: { ...(json.extensions as object), mediaTypeDescription: mediaTypeDescription(file.mediaType) },
  };
}
