import type { SeedAttachment, SeedComment, SeedContent } from "../seed-site.ts";
import { p } from "./markup.ts";
import { inline } from "./notation.ts";
import { commentRef, hash32, withStableIds } from "./stable-ids.ts";

/** A page or blog post as its author writes it down: parents and keys come from titles, times of day from the key. */
export type Entry = {
  title: string;
  by: string;
  /** "2025-03-14", or with a time of day in UTC: "2025-03-14T09:30". */
  at: string;
  /** Markup with unfilled ids, from the notation or the builders. */
  body: string;
  /** Title of the parent page in the same space. */
  under?: string;
  blog?: true;
  status?: "draft" | "archived" | "trashed";
  /** Only needed where two pages of a space share a title (one of them in the trash). */
  key?: string;
  labels?: string[];
  /** Oldest first. */
  edits?: Edit[];
  comments?: Remark[];
  files?: File[];
  likes?: string[];
  restrictions?: SeedContent["restrictions"];
  properties?: Record<string, unknown>;
};

/** An edit, told by what it changed: `was` is what stood in the body where `now` stands after it. */
export type Edit = { by: string; at: string; note?: string; now: string; was: string };

export type Remark = {
  by: string;
  at: string;
  /** One paragraph of the notation. */
  text: string;
  /** Name of the marker in the body that the comment is about. */
  on?: string;
  resolved?: true;
  replies?: Remark[];
};

export type File = {
  name: string;
  type: string;
  text?: string;
  base64?: string;
  note?: string;
  by?: string;
  at?: string;
  labels?: string[];
  /** Newer bytes under the same name, oldest first. */
  later?: { by: string; at: string; note?: string; text: string }[];
};

const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** The key of the page with this title in this space. */
export const keyOf = (space: string, title: string) => `${space.toLowerCase()}/${slug(title)}`;

/**
 * A full timestamp. A bare day gets a working hour that depends on `salt`, and where that would come before `after`
 * on the same day, some minutes later than `after`.
 */
export function timestamp(at: string, salt: string, after = ""): string {
  if (at.includes("T")) return `${at}:00.000Z`;
  const n = hash32(salt);
  const two = (value: number) => String(value).padStart(2, "0");
  const made = `${at}T${two(7 + (n % 10))}:${two((n >>> 8) % 60)}:${two((n >>> 16) % 60)}.000Z`;
  if (made > after || !after.startsWith(at)) return made;
  return new Date(Date.parse(after) + (5 + (n % 40)) * 60_000).toISOString();
}

function textOfMarkers(body: string, ref: string): string {
  let text = "";
  for (const [, wrapped = ""] of body.matchAll(
    new RegExp(`<ac:inline-comment-marker ac:ref="${ref}">(.*?)</ac:inline-comment-marker>`, "g"),
  ))
    text += wrapped.replace(/<[^>]+>/g, "");
  if (text === "") throw new Error(`No inline comment marker ${ref}`);
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function comment(remark: Remark, pageKey: string, body: string, after: string): SeedComment {
  const salt = `${pageKey}${remark.at}${remark.text}`;
  const at = timestamp(remark.at, salt, after);
  const ref = remark.on ? commentRef(pageKey, remark.on) : undefined;
  return {
    author: remark.by,
    at,
    body: withStableIds(salt, p(inline(remark.text))),
    ...(ref ? { inline: { ref, text: textOfMarkers(body, ref) } } : {}),
    ...(remark.resolved ? { resolved: true } : {}),
    ...(remark.replies ? { replies: remark.replies.map((reply) => comment(reply, pageKey, body, at)) } : {}),
  };
}

function attachment(file: File, entry: Entry, key: string, created: string): SeedAttachment {
  return {
    fileName: file.name,
    mediaType: file.type,
    ...(file.note ? { comment: file.note } : {}),
    author: file.by ?? entry.by,
    at: timestamp(file.at ?? created.slice(0, 10), `${key}${file.name}`, created),
    data: file.base64 !== undefined ? { base64: file.base64 } : { text: file.text ?? "" },
    ...(file.labels ? { labels: file.labels } : {}),
    ...(file.later
      ? {
          later: file.later.map(({ by, at, note, text }) => ({
            author: by,
            at: timestamp(at, `${key}${file.name}${at}`),
            ...(note ? { comment: note } : {}),
            data: { text },
          })),
        }
      : {}),
  };
}

function versions(entry: Entry, key: string, body: string, created: string): NonNullable<SeedContent["edits"]> {
  let newer = body;
  return (entry.edits ?? [])
    .toReversed()
    .map(({ by, at, note, now, was }) => {
      if (!newer.includes(now)) throw new Error(`An edit of "${entry.title}" does not find "${now}"`);
      newer = newer.replace(now, was);
      return {
        author: by,
        at: timestamp(at, `${key}${now}`, created),
        ...(note ? { message: note } : {}),
        bodyBefore: newer,
      };
    })
    .toReversed();
}

/** Turns the entries of one space into seed content. */
export const toContent = (space: string, entries: Entry[]): SeedContent[] =>
  entries.map((entry) => {
    const key = entry.key ?? keyOf(space, entry.title);
    const body = withStableIds(key, entry.body);
    const created = timestamp(entry.at, key);
    return {
      key,
      type: entry.blog ? "blogpost" : "page",
      space,
      ...(entry.under ? { parent: keyOf(space, entry.under) } : {}),
      title: entry.title,
      status: entry.status ?? "current",
      body,
      author: entry.by,
      createdAt: created,
      ...(entry.edits ? { edits: versions(entry, key, body, created) } : {}),
      ...(entry.labels ? { labels: entry.labels } : {}),
      ...(entry.comments ? { comments: entry.comments.map((one) => comment(one, key, body, created)) } : {}),
      ...(entry.files ? { attachments: entry.files.map((file) => attachment(file, entry, key, created)) } : {}),
      ...(entry.likes ? { likes: entry.likes } : {}),
      ...(entry.restrictions ? { restrictions: entry.restrictions } : {}),
      ...(entry.properties ? { properties: entry.properties } : {}),
    };
  });
