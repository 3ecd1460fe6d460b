import { parseAttachmentId } from "../content/attachments.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { badRequest, wrongContentId } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { requestObject } from "./write-page.ts";

const maxIds = 100;

/** The type in the words of v2, where footer and inline comments differ and custom content goes by its app's key. */
function typeOf({ type, inline, customType }: Content): string {
  if (type === "comment") return inline ? "inline-comment" : "footer-comment";
  return type === "custom" ? (customType ?? "custom") : type;
}

function givenIds(list: unknown): string[] {
  if (!Array.isArray(list)) throw badRequest("Field 'contentIds' in the request body must be a list of ids.");
  if (list.length > maxIds)
    throw badRequest(`At most ${maxIds} content ids can be converted at once, ${list.length} were given.`);
  return list.map((item: unknown) => {
    if (typeof item === "string" || typeof item === "number") return String(item);
    throw wrongContentId(JSON.stringify(item), "contentIds");
  });
}

const convertIdsToTypes = operation({
  api: "v2",
  id: "convertContentIdsToContentTypes",
  method: "POST",
  path: "/content/convert-ids-to-types",
  scopes: [["read:content.metadata:confluence"]],
  body: "json",
  handle: ({ site, access, body }) => {
    const ids = givenIds(requestObject(body).contentIds);
    const types = ids.map((given) => {
      const id = parseAttachmentId(given);
      if (id === undefined) throw wrongContentId(given, "contentIds");
      const content = site.content.get(id);
      return [given, access.viewContent(content) ? typeOf(content) : null] as const;
    });
    return ok({ results: Object.fromEntries(types) }, { objects: ids.length });
  },
});

export const contentIdOperations: readonly Operation[] = [convertIdsToTypes];
