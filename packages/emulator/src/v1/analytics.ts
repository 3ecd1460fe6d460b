import { countViews, type ViewCount } from "../content/views.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { required, text } from "../http/parameters.ts";
import { badRequest } from "../http/refusal.ts";
import type { ContentType } from "../state/records.ts";
import { contentOfType } from "./find.ts";

const viewed: readonly ContentType[] = ["page", "blogpost", "whiteboard", "database", "embed", "folder"];

/** `fromDate` is a date or a date with time, as ISO 8601 writes them. */
function since(given: string | undefined): number {
  if (given === undefined || given === "") return 0;
  const at = /^\d{4}-\d{2}-\d{2}/.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) throw badRequest(`Invalid fromDate: ${given}`);
  return at;
}

const count = (id: string, path: string, of: (views: ViewCount) => number): Operation =>
  operation({
    api: "v1",
    id,
    method: "GET",
    path: `/analytics/content/{contentId}/${path}`,
    scopes: [["read:confluence-content.summary"], ["read:analytics.content:confluence"]],
    parameters: { contentId: required(text()), fromDate: text() },
    handle: (call) => {
      const from = since(call.parameters.fromDate);
      const content = contentOfType(call, call.parameters.contentId, ...viewed);
      return ok({ id: content.id, count: of(countViews(call.site, content.id, from)) });
    },
  });

export const analyticsOperations: readonly Operation[] = [
  count("getViews", "views", ({ views }) => views),
  count("getViewers", "viewers", ({ viewers }) => viewers),
];
