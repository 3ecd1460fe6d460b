/**
 * Where real sites depart from the documents, and the emulator with them. Each entry says who found it; one that is met
 * no more fails the contract test, so that the table cannot outlive its reasons, unless it says why it is not met here.
 */
export type Drift = {
  readonly api: "v1" | "v2";
  /** Operations it is known of. */
  readonly operations: RegExp;
  /** The place in the answer: `$` is the whole body, `[]` any member of a list, `Link` the header. */
  readonly path: RegExp;
  readonly problem: RegExp;
  readonly reason: string;
  readonly source: string;
  readonly notHere?: string;
};

const patches = "knpkv/npm, confluence-v2.patch.json: corrections of the document after live answers";
const liveTests = "confluence.js 3.0.1 to 3.2.0: live tests and changelog";
const models = "confluence.js 3.2.0: the models its live tests hold every answer against take null here";

export const knownDrift: readonly Drift[] = [
  {
    api: "v2",
    operations: /./,
    path: /\.(position|childPosition|parentId|parentType|mediaTypeDescription)$/,
    problem: /^null/,
    reason: "what has no parent or place is null",
    source: patches,
  },
  {
    api: "v2",
    operations: /Folder/,
    path: /\.createdAt$/,
    problem: /^number/,
    reason: "folders give their date in milliseconds",
    source: patches,
  },
  {
    api: "v2",
    operations: /Space/,
    path: /\.currentActiveAlias$/,
    problem: /^null/,
    reason: "a space without an alias has null",
    source: liveTests,
    notHere: "every space of the demo wiki has an alias",
  },
  {
    api: "v2",
    operations: /Space/,
    path: /\.(description|icon)$/,
    problem: /^null/,
    reason: "what was not asked for is null, not absent",
    source: models,
  },
  {
    api: "v2",
    operations: /VersionDetails$/,
    path: /\.(prevVersion|nextVersion)$/,
    problem: /^null/,
    reason: "the first and the last version have no neighbour",
    source: models,
  },
  {
    api: "v2",
    operations: /Task/,
    path: /\.(assignedTo|completedBy|dueAt|completedAt)$/,
    problem: /^null/,
    reason: "nobody and no date are null",
    source: models,
  },
  {
    api: "v2",
    operations: /^createBulkUserLookup$/,
    path: /\.(personalSpaceId|timeZone)$/,
    problem: /^null/,
    reason: "the descriptions promise null, the schema does not",
    source: models,
  },
  {
    api: "v2",
    operations: /^convertContentIdsToContentTypes$/,
    path: /^\$\.results\./,
    problem: /^null/,
    reason: "an id that leads nowhere is null",
    source: "the operation's own description",
  },
  {
    api: "v2",
    operations: /^getBlogpostContentPropertiesById$/,
    path: /^Link$/,
    problem: /^is none$/,
    reason: "the one single object whose document has the header of lists",
    source: "its siblings of other kinds, whose documents do not",
  },
  {
    api: "v2",
    operations: /SpaceRoleAssignments|SpacePermissionsAssignments/,
    path: /\.principal\.type$/,
    problem: /access-class/,
    reason: "principals may be classes of access",
    source: liveTests,
    notHere: "the space of this test has given no class any permission",
  },
  {
    api: "v2",
    operations: /SpacePermissionsAssignments/,
    path: /\.operation\.key$/,
    problem: /is not one of/,
    reason: "the keys of operations are an open list",
    source: liveTests,
    notHere: "the spaces here grant documented operations only",
  },
  {
    api: "v2",
    operations: /SpacePropert/,
    path: /\.createdBy$/,
    problem: /missing/,
    reason: "the creator of a space property is authorId",
    source: liveTests,
    notHere: "the document does not require its own name of it, createdBy",
  },
  {
    api: "v1",
    operations: /^getRestrictionsByOperation$/,
    path: /^\$\.(read|update|_links)/,
    problem: /./,
    reason: "there is no envelope: {read, update, _links}",
    source: liveTests,
    notHere: "the schema is an open map, which this shape fits as well",
  },
];
