import { labelsOf } from "../content/label-content.ts";
import type { Account, Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { KeywordField } from "./keywords.ts";
import { plainText } from "./plain-text.ts";

/** What can be found. The row is the one that was indexed, which may be older than the row now. */
export type Entry =
  | { readonly kind: "content"; readonly row: Content }
  | { readonly kind: "space"; readonly row: Space }
  | { readonly kind: "user"; readonly row: Account };

/** Drafts, what is in the trash, and people who left are not found. */
export const isIndexed = ({ kind, row }: Entry): boolean =>
  kind === "user" ? row.active : row.status !== "trashed" && row.status !== "draft";

export const titleOf = ({ kind, row }: Entry): string =>
  kind === "content" ? row.title : kind === "space" ? row.name : row.displayName;

/** The texts that `text ~` looks into beside the title. */
export function textsOf(site: Site, { kind, row }: Entry): string[] {
  if (kind === "user") return [row.publicName];
  const labels = labelsOf(site, row.labelIds).map(({ name }) => name);
  const text = kind === "space" ? row.description : row.type === "attachment" ? "" : plainText(row.body);
  return [labels.join(" "), text];
}

/** The values of an entry in the fields that are compared whole, in lower case. */
export function keywordsOf(site: Site, { kind, row }: Entry): [field: KeywordField, values: Iterable<string>][] {
  if (kind === "user") return [["type", ["user"]]];
  const labels = labelsOf(site, row.labelIds).map(({ name }) => name.toLowerCase());
  const shared: ReturnType<typeof keywordsOf> = [
    ["creator", [row.authorId.toLowerCase()]],
    ["label", labels],
    ["space", [String(kind === "space" ? row.id : row.spaceId)]],
  ];
  if (kind === "space") return [["type", ["space"]], ...shared];
  return [
    ["type", [(row.customType ?? row.type).toLowerCase()]],
    ...shared,
    ["contributor", contributors(site, row)],
    ["macro", namesIn(row.body, "<ac:structured-macro", /<ac:structured-macro\b[^>]*\bac:name="([^"]+)"/g)],
    ["mention", namesIn(row.body, "ri:account-id", /\bri:account-id="([^"]+)"/g)],
  ];
}

const contributors = (site: Site, content: Content): Set<string> =>
  new Set(
    [
      content.authorId,
      content.version.authorId,
      ...site.lists.pastVersions.in(content.id).map((past) => past.version.authorId),
    ].map((id) => id.toLowerCase()),
  );

function namesIn(body: string, sign: string, pattern: RegExp): Iterable<string> {
  if (!body.includes(sign)) return [];
  return new Set([...body.matchAll(pattern)].map((match) => (match[1] ?? "").toLowerCase()));
}

/** Whether two rows of one thing have the same words and keywords, so that only its facts have to be taken anew. */
export function sameWords(before: Entry, after: Entry): boolean {
  if (before.kind !== "content" || after.kind !== "content") return false;
  const [a, b] = [before.row, after.row];
  return (
    a.title === b.title &&
    a.body === b.body &&
    a.version === b.version &&
    a.labelIds === b.labelIds &&
    a.spaceId === b.spaceId &&
    a.authorId === b.authorId &&
    a.type === b.type &&
    a.customType === b.customType
  );
}
