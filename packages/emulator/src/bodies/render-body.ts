import { storageToAdf, storageToHtml } from "@tributary/storage-format";

/** Forms in which a body can be read. Source: REST v1 `ContentBody`, REST v2 `body-format`. */
export const representations = [
  "storage",
  "atlas_doc_format",
  "view",
  "export_view",
  "styled_view",
  "anonymous_export_view",
  "editor",
  "editor2",
  "wiki",
  "raw",
] as const;
export type Representation = (typeof representations)[number];

/** A `body-format` parameter as a representation; undefined stays undefined and gives an answer without a body. */
export const renderedFormat = (format: Representation | undefined): Representation | undefined => format;

/** A stored body in the form asked for. `atlas_doc_format` is JSON as text. */
export function renderBody(storage: string, representation: Representation): string {
  switch (representation) {
    case "storage":
    case "raw":
    case "editor":
    case "editor2":
    case "wiki":
      return storage;
    case "atlas_doc_format":
      return JSON.stringify(storageToAdf(storage));
    default:
      return storageToHtml(storage);
  }
}
