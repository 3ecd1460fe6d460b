import type { Content } from "../state/records.ts";
import type { Access } from "./access.ts";

export type PermittedOperation = { operation: string; targetType: string };

/** What the account may do with this content, in the API's words. */
export function operationsOn(access: Access, content: Content): PermittedOperation[] {
  const targetType = content.type === "custom" ? "page" : content.type;
  const on = (operation: string, target = targetType) => ({ operation, targetType: target });
  const found = [on("read")];
  if (access.updateContent(content))
    found.push(
      on("update"),
      on("copy"),
      on("move"),
      on("archive"),
      on("restore"),
      on("create", "comment"),
      on("create", "attachment"),
    );
  if (access.deleteContent(content)) found.push(on("delete"), on("purge"), on("purge_version"));
  found.push(on("export"));
  return found;
}
