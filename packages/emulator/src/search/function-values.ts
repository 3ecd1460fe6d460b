import type { CqlField, CqlScalar } from "@tributary/cql";
import type { ClauseContext, View } from "./clauses.ts";

/** A value as the values of fields are compared: in lower case, functions replaced by what they stand for. */
export function meaning(context: ClauseContext, field: CqlField, value: CqlScalar): string[] {
  if (value.kind !== "function") {
    const text = value.text.toLowerCase();
    return [field.value === "content" ? text.replace(/^att(?=\d)/, "") : text];
  }
  const { site, account, current } = context;
  const counts = value.args.map(({ text }) => Number(text));
  switch (value.name.toLowerCase()) {
    case "currentuser":
      return [account.id.toLowerCase()];
    case "favouritespaces":
    case "favoritespaces":
      return [...site.spaces.values()]
        .filter((space) => space.favouritedBy.includes(account.id))
        .map(({ key }) => key.toLowerCase());
    case "currentspace":
      return current.spaceKey === undefined ? [] : [current.spaceKey.toLowerCase()];
    case "currentcontent":
      return current.contentId === undefined ? [] : [String(current.contentId)];
    case "recentlyviewedspaces":
      return recentlyViewed(context, ({ spaceId }) => site.spaces.get(spaceId)?.key.toLowerCase() ?? "", counts);
    case "recentlyviewedcontent":
      return recentlyViewed(context, ({ contentId }) => String(contentId), counts);
    default:
      return [];
  }
}

/** How many the functions give when they are not told (assumption). */
const usually = 5;

/** What the account looked at, the last first, each once. */
function recentlyViewed(
  { site, account }: ClauseContext,
  shown: (view: View) => string,
  [limit = usually, offset = 0]: readonly number[],
): string[] {
  const views = [...site.table<View>("views").values()]
    .filter(({ accountId }) => accountId === account.id)
    .reverse()
    .sort((a, b) => b.at - a.at);
  return [...new Set(views.map(shown))].slice(offset, offset + limit);
}
