import type { OperationCall, Reply } from "../../http/operation.ts";
import { atMost, expand, integer, listOf, oneOf } from "../../http/parameters.ts";
import { noContent } from "../../http/refusal.ts";
import type { Content, ContentStatus } from "../../state/records.ts";
import { contentJson } from "../content-json.ts";
import { expansion } from "../expansion.ts";
import { contentOf } from "../labels.ts";
import { paged } from "../paged.ts";

/** Offset paging as v1 had it: 25 unless said otherwise, and never more than fits by what is expanded. */
export const place = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(25, 1000) };
export const parentVersion = integer({ min: 0 });

/** `status` may be repeated or hold commas; `any` is every status there is. */
export const statuses = () => listOf(oneOf("current", "draft", "archived", "trashed", "historical", "any", "deleted"));

export type Statuses = readonly string[] | undefined;

export function hasStatus(status: ContentStatus, wanted: Statuses): boolean {
  return wanted === undefined ? status === "current" : wanted.includes(status) || wanted.includes("any");
}

/** The caps of the real API: it cuts the page of results without a word. Source: notes of the content reference. */
function capOf(asked: ReadonlySet<string>): number {
  const names = [...asked];
  if (names.some((name) => name === "body.export_view" || name === "body.styled_view")) return 25;
  if (names.some((name) => name.startsWith("body"))) return 50;
  return names.length > 0 ? 200 : 1000;
}

type Asked = { readonly start: number; readonly limit: number; readonly expand: ReadonlySet<string> };

/** A page of content, of what the caller may see. */
export function contentList(call: OperationCall, rows: readonly Content[], asked: Asked): Reply {
  const visible = rows.filter((row) => call.access.viewContent(row));
  const limit = Math.min(asked.limit, capOf(asked.expand));
  const inside = expansion(asked.expand);
  return paged(call, visible, { start: asked.start, limit }, (row) => contentJson(call, row, inside));
}

/** Content by id in one of these statuses. */
export function contentIn(call: OperationCall, id: string, wanted: Statuses): Content {
  const content = contentOf(call, id);
  if (!hasStatus(content.status, wanted) && !wanted?.includes("historical")) throw noContent(id);
  return content;
}

export const expandParameter = { expand: expand() };
