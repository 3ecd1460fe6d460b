import { storageToAdf, storageToHtml } from "@tributary/storage-format";
import type { BodyContext } from "./body-context.ts";
import { withLocalIds } from "./local-ids.ts";

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

/**
 * A stored body in the form asked for. `atlas_doc_format` is JSON as text. Without a context, people, pages and files stay
 * as the body names them. The two forms of the editor carry its local ids, whoever wrote the body.
 */
export function renderBody(storage: string, representation: Representation, context?: BodyContext): string {
  switch (representation) {
    case "storage":
    case "raw":
    case "wiki":
      return storage;
    case "editor":
    case "editor2":
      return withLocalIds(storage);
    case "atlas_doc_format":
      return JSON.stringify(storageToAdf(withLocalIds(storage), context));
    default:
      return htmlOf(storage, context);
  }
}

function htmlOf(storage: string, context: BodyContext | undefined): string {
  const html = storageToHtml(storage, context);
  if (!context) return html;
  // Mentions of people come as links of the converter's own scheme: only the site knows where profiles are.
  return html.replace(/href="user:([^"]*)"/g, (_whole, id: string) => `href="${context.baseUrl}/people/${id}"`);
}
