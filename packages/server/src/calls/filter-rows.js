import { containerOf } from "./space-directory.js";
/** An answer without its rows of other spaces, and without counts that would tell of them. */
export async function filterRows(answer, rows, looking) {
  const { results } = answer ?? {};
  if (rows === "contentIds") return { ...answer, results: await knownIds(results, looking) };
  if (!Array.isArray(results)) return answer;
  const spaces = rows === "container" ? await containers(results, looking) : undefined;
  const kept = [];
  for (const row of results) {
    if (await mayShow(row, rows, looking, spaces)) kept.push(row);
  }
  if (kept.length === results.length) return answer;
  const { totalSize, archivedResultCount, ...rest } = answer;
  return { ...rest, results: kept, ...("size" in rest && { size: kept.length }) };
}
async function mayShow(row, rows, looking, spaces) {
  const space = spaces === undefined ? spaceOf(row, rows) : spaces.get(row);
  if (space === "none") return true;
  if (space === undefined) return false;
  if (rows === "spaceId" && row.id !== undefined) looking.saw(String(row.id), space);
  return looking.reaches(space);
}
/** The space a row is in, as it says; "none" for what is in no space. */
function spaceOf(row, rows) {
  switch (rows) {
    case "spaceId":
      return row.spaceId === undefined ? undefined : String(row.spaceId);
    case "space":
      return row.id === undefined ? undefined : String(row.id);
    case "template": {
      const { space } = row;
      return space?.key === undefined ? "none" : `key:${space.key}`;
    }
    default:
      return searchedSpace(row);
  }
}
/** A search result names its space by key, or only in one of its addresses. */
function searchedSpace(row) {
  const found = row;
  if (found.entityType === "user") return "none";
  const key =
    found.content?.space?.key ??
    found.space?.key ??
    [found.content?._links?.webui, found._links?.webui, found.url, found.resultGlobalContainer?.displayUrl]
      .map((address) => /\/spaces\/([^/?#]+)/.exec(address ?? "")?.[1])
      .find((name) => name !== undefined);
  return key === undefined ? undefined : `key:${decodeURIComponent(key)}`;
}
/** Where the pages are that rows hang on: pages in one request, all else one by one. */
async function containers(rows, { confluence }) {
  const pageIds = [...new Set(rows.flatMap((row) => row.pageId ?? []))];
  const spaces = new Map();
  for (let at = 0; at < pageIds.length; at += 250) {
    const { results } = await confluence.call("getPages", {
      query: { id: pageIds.slice(at, at + 250), limit: 250, status: ["current", "archived", "trashed"] },
    });
    for (const { id, spaceId } of results) spaces.set(id, spaceId);
  }
  const found = new Map();
  for (const row of rows) {
    found.set(row, row.pageId ? spaces.get(row.pageId) : await containerOf(confluence, row));
  }
  return found;
}
/** Ids of content outside are as unknown as ids of nothing. */
async function knownIds(results, { isInside }) {
  const shown = {};
  for (const [id, type] of Object.entries(results ?? {})) {
    shown[id] = type !== null && (await isInside({ kind: "content", id })) ? type : null;
  }
  return shown;
}
//# sourceMappingURL=filter-rows.js.map
