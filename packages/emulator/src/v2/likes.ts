import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit } from "../http/parameters.ts";
import { type ContentKind, contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";

/** `name` stands in the operation ids. */
const nouns: readonly { kind: ContentKind; name: string }[] = [
  { kind: kinds.page, name: "Page" },
  { kind: kinds.blogPost, name: "BlogPost" },
  { kind: kinds.footerComment, name: "Footer" },
  { kind: kinds.inlineComment, name: "Inline" },
];

type LikeRow = { id: string; at: number };

const oldestFirst = { name: "created-date", descending: false, value: ({ at }: LikeRow) => at };

const ofNoun = ({ kind, name }: (typeof nouns)[number]): readonly Operation[] => [
  operation({
    api: "v2",
    id: `get${name}LikeCount`,
    method: "GET",
    path: `${kind.path}/{id}/likes/count`,
    scopes: [[readScope(kind)]],
    parameters: { id: idOf(kind) },
    handle: (call) => ok({ count: contentOfKind(kind, call, call.parameters.id).likes.length }),
  }),
  operation({
    api: "v2",
    id: `get${name}LikeUsers`,
    method: "GET",
    path: `${kind.path}/{id}/likes/users`,
    scopes: [[readScope(kind)]],
    parameters: { id: idOf(kind), cursor: cursor(), limit: limit(25, 0) },
    handle: (call) => {
      const { likes } = contentOfKind(kind, call, call.parameters.id);
      const rows: LikeRow[] = likes.map(({ accountId, at }) => ({ id: accountId, at }));
      const { cursor: from, limit: most } = call.parameters;
      return listed(sliceOfUnsorted({ rows, order: oldestFirst, cursor: from, limit: most }), ({ id }) => ({
        accountId: id,
      }));
    },
  }),
];

/** Likes can be read in v2 and written nowhere in the public APIs. */
export const likeOperations: readonly Operation[] = nouns.flatMap(ofNoun);
