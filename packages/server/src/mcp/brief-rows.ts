type Json = Record<string, unknown>;

/** Hits whose excerpt stands whole; those after them get the words around what was found. */
const wholeExcerpts = 3;
const shortExcerpt = 140;

/**
 * A list with rows as short as a model can work with: it reads every one of them, and reads few again. What is left out
 * is what another row, another field or nearly every row says, or what the tool for one thing tells; REST and the SDK
 * have it all. The list itself stays as it was.
 */
export function briefRows(data: Json): Json {
  if (!Array.isArray(data.items)) return data;
  const namedSpaces = new Set<unknown>();
  return {
    ...data,
    items: data.items.map((row: unknown, at) =>
      typeof row === "object" && row !== null && !Array.isArray(row)
        ? Object.fromEntries(
            Object.entries(row).flatMap(([name, value]) => {
              const short = briefValue(row as Json, name, value, at);
              return short === undefined || (name === "spaceName" && toldBefore(namedSpaces, value))
                ? []
                : [[name, short]];
            }),
          )
        : row,
    ),
  };
}

/**
 * An approval without what the caller asked for: it knows that, unless a person changed it, and asks this again and
 * again while it waits.
 */
export function briefApproval({ input, preview, agent, connectionId, siteId, surface, ...rest }: Json): Json {
  const summary = (preview as { summary?: string } | undefined)?.summary;
  const known = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => value !== null || name === "comment"),
  );
  return { ...known, ...(summary !== undefined && { summary }), ...(rest.edited === true && { input }) };
}

function briefValue(row: Json, name: string, value: unknown, at: number): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (name === "status" && value === "current") return undefined;
  // An opaque id of a quarter of the row; of a comment it is what is asked for.
  if (name === "authorId" && row.title !== undefined) return undefined;
  if (typeof value !== "string") return value;
  if (name === "url") return value.endsWith(`/spaces/${row.key}`) ? undefined : withoutTitle(value);
  if (name.endsWith("At")) return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d(?:\.\d+)?Z$/, "$1Z");
  if (name === "excerpt" && at >= wholeExcerpts) return around(value);
  return value;
}

/** Confluence finds a page by the id in its address, and keeps the anchor. */
const withoutTitle = (url: string) => url.replace(/(\/wiki\/spaces\/[^/]+\/pages\/\d+)\/[^/?#]+(?=$|#)/, "$1");

function toldBefore(told: Set<unknown>, name: unknown): boolean {
  if (told.has(name)) return true;
  told.add(name);
  return false;
}

/** The part around the first words that were found, which stand in **bold**; cut between words. */
function around(excerpt: string): string {
  if (excerpt.length <= shortExcerpt) return excerpt;
  const found = Math.max(0, excerpt.indexOf("**"));
  const from = Math.max(0, Math.min(found - shortExcerpt / 3, excerpt.length - shortExcerpt));
  const start = from === 0 ? 0 : excerpt.indexOf(" ", from) + 1;
  const cut = excerpt.lastIndexOf(" ", start + shortExcerpt);
  const end = start + shortExcerpt >= excerpt.length || cut <= start ? excerpt.length : cut;
  return `${start === 0 ? "" : "… "}${excerpt.slice(start, end)}${end === excerpt.length ? "" : " …"}`;
}
