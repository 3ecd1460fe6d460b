import { propertiesOf } from "../content/content-properties.ts";
import { labelsOf } from "../content/label-content.ts";
import { childrenOf } from "../content/tree.ts";
import type { OperationCall } from "../http/operation.ts";
import { flag } from "../http/parameters.ts";
import { operationsOn } from "../permission/operations-on.ts";
import type { Content } from "../state/records.ts";
import { includedList, labelJson, versionJson } from "./json.ts";
import { childJson } from "./page-json.ts";
import { contentPropertyJson } from "./property-json.ts";
import { versionsOf } from "./version-rows.ts";

type PartsCall = Pick<OperationCall, "site" | "siteUrl" | "access" | "account">;
type Part = { member: string; of: (call: PartsCall, content: Content, self: (name: string) => string) => unknown };

/** The parts of a single object that come only when asked for, by the name after `include-` of their parameter. */
const parts = {
  labels: {
    member: "labels",
    of: ({ site }, { labelIds }, self) => includedList(labelsOf(site, labelIds).map(labelJson), self("labels")),
  },
  properties: {
    member: "properties",
    of: ({ site }, { id }, self) =>
      includedList(
        propertiesOf(site, { owner: "content", id: String(id) }).map(contentPropertyJson),
        self("properties"),
      ),
  },
  operations: {
    member: "operations",
    of: ({ access }, content, self) => includedList(operationsOn(access, content), self("operations")),
  },
  likes: {
    member: "likes",
    of: (_call, { likes }, self) =>
      includedList(
        likes.map(({ accountId }) => ({ accountId })),
        self("likes/users"),
      ),
  },
  versions: {
    member: "versions",
    of: ({ site }, content, self) =>
      includedList(
        versionsOf(site, content)
          .reverse()
          .map(({ version }) => versionJson(version)),
        self("versions"),
      ),
  },
  collaborators: {
    member: "collaborators",
    of: ({ site }, content, self) => {
      const accountIds = new Set(versionsOf(site, content).map(({ version }) => version.authorId));
      return includedList(
        [...accountIds].map((accountId) => ({ accountId })),
        self("collaborators"),
      );
    },
  },
  "direct-children": {
    member: "directChildren",
    of: ({ site, access }, { id }, self) =>
      includedList(
        childrenOf(site, id)
          .filter((child) => access.viewContent(child))
          .map(childJson),
        self("direct-children"),
      ),
  },
  "favorited-by-current-user-status": {
    member: "isFavoritedByCurrentUser",
    of: ({ account }, { favouritedBy }) => favouritedBy.includes(account.id),
  },
  webresources: { member: "webresources", of: () => ({ keys: [], contexts: [], uris: {}, tags: {} }) },
} satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

type PartFlags<N extends PartName> = { [K in N as `include-${K}`]: ReturnType<typeof flag> };

/** The `include-…` parameters of an operation that offers these parts. */
export const partFlags = <const N extends PartName>(...names: readonly N[]): PartFlags<N> =>
  // The keys are made from the names, which the compiler can not follow through `fromEntries`.
  Object.fromEntries(names.map((name) => [`include-${name}`, flag()])) as unknown as PartFlags<N>;

/** The parts that were asked for. `url` is the object's own address in the API. */
export function includedParts(
  call: PartsCall & { parameters: object },
  content: Content,
  url: string,
): Record<string, unknown> {
  const asked = call.parameters as Readonly<Record<string, unknown>>;
  const found: Record<string, unknown> = {};
  for (const [name, part] of Object.entries<Part>(parts)) {
    if (asked[`include-${name}`] === true) found[part.member] = part.of(call, content, (list) => `${url}/${list}`);
  }
  return found;
}
