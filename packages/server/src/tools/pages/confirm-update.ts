import { type BodyWrite, fromStorage } from "../body.ts";
import type { V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import type { PageKind } from "./page-kind.ts";
import { readStored, storageOf } from "./read-page.ts";

/** What is sent, as far as it can be looked for afterwards. */
export type Sent = {
  title: string;
  body: BodyWrite;
  parentId: string | undefined;
  number: number;
  draft: boolean;
  /** Whether it was in the trash, out of which it comes in the version it has. */
  trashed: boolean;
};

/** The version that was written, even when somebody has written the next one already. */
export async function readWritten(context: ToolContext, kind: PageKind, id: string, sent: Sent): Promise<V2Page> {
  const now = await readStored(context, kind, id, { draft: sent.draft });
  if (sent.draft || now.version.number <= sent.number) return now;
  return readStored(context, kind, id, { version: sent.number });
}

/** Why the page read after the update is not what was sent; undefined when it is. */
export function notApplied(before: V2Page, now: V2Page, sent: Sent): string | undefined {
  if (sent.trashed) return now.status === "current" ? undefined : `its status is ${now.status}`;
  if (!sent.draft && now.version.number < sent.number) return `it is still at version ${now.version.number}`;
  if (!sent.draft && now.status === "draft") return "it is still a draft";
  if (now.title !== sent.title) return `its title is "${now.title}"`;
  if (sent.parentId !== undefined && now.parentId !== sent.parentId) {
    return now.parentId ? `it still stands under page ${now.parentId}` : "it still stands under no page";
  }
  const [was, is] = [storageOf(before), storageOf(now)];
  // Confluence may write a body down a little differently than it was sent, so only "as before" and "gone" are telling.
  if (is === "" && sent.body.value !== "") return "its body is empty";
  if (is === was && sent.body.representation === "storage" && sent.body.value !== was) return "its body is as it was";
  return undefined;
}

/** Whether the words of the page are those that were sent: Confluence may write markup down in its own way. */
export function saysTheSame(now: V2Page, sent: Sent, { site }: ToolContext): boolean {
  const is = storageOf(now);
  if (sent.body.representation !== "storage" || is === sent.body.value) return true;
  return fromStorage(is, "text", site) === fromStorage(sent.body.value, "text", site);
}
