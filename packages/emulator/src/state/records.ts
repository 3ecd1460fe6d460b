/** The rows of the emulated sites. All of them are immutable; dates are milliseconds since the epoch. */

export type Account = {
  /** The Atlassian account id. */
  readonly id: string;
  readonly displayName: string;
  readonly publicName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly timeZone: string;
  readonly active: boolean;
  readonly accountType: "atlassian" | "app";
};

export type Group = { readonly id: string; readonly name: string; readonly members: readonly string[] };

export type SpaceType =
  | "global"
  | "collaboration"
  | "knowledge_base"
  | "personal"
  | "system"
  | "onboarding"
  | "xflow_sample_space";

export type SpaceGrant = {
  readonly id: number;
  readonly principal: { readonly type: "user" | "group"; readonly id: string };
  readonly operation: { readonly key: string; readonly targetType: string };
};

export type Space = {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly type: SpaceType;
  readonly status: "current" | "archived" | "trashed";
  readonly description: string;
  readonly authorId: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly homepageId: number | null;
  readonly alias: string | null;
  readonly labelIds: readonly number[];
  readonly grants: readonly SpaceGrant[];
  readonly favouritedBy: readonly string[];
};

export type ContentType =
  | "page"
  | "blogpost"
  | "comment"
  | "attachment"
  | "custom"
  | "whiteboard"
  | "database"
  | "embed"
  | "folder";
export type ContentStatus = "current" | "draft" | "archived" | "trashed";

export type Principals = { readonly users: readonly string[]; readonly groups: readonly string[] };
export type Restrictions = { readonly read: Principals; readonly update: Principals };

export type Version = {
  readonly number: number;
  readonly authorId: string;
  readonly createdAt: number;
  readonly message: string;
  readonly minorEdit: boolean;
};

export type InlineAnchor = {
  readonly markerRef: string;
  readonly originalSelection: string;
  readonly resolution: "open" | "reopened" | "resolved" | "dangling";
  readonly resolvedBy: string | null;
  readonly resolvedAt: number | null;
};

export type FileFacts = {
  readonly fileId: string;
  readonly mediaType: string;
  readonly size: number;
  readonly comment: string;
};

/** Everything that has a content id. Fields that a type does not use are null, so that rows of all types share one shape. */
export type Content = {
  readonly id: number;
  readonly type: ContentType;
  /** The key of the app's content type, for `custom` only. */
  readonly customType: string | null;
  readonly subtype: "live" | null;
  readonly status: ContentStatus;
  readonly title: string;
  readonly spaceId: number;
  /** Parent in the page tree (page, whiteboard, database, embed, folder), or the comment this one replies to. */
  readonly parentId: number | null;
  /** What a comment, an attachment or a custom content hangs on. */
  readonly containerId: number | null;
  readonly position: number | null;
  readonly authorId: string;
  readonly ownerId: string;
  readonly lastOwnerId: string | null;
  readonly createdAt: number;
  readonly version: Version;
  /** Storage format of the newest version; for `custom` whatever was written. */
  readonly body: string;
  /** The unpublished draft of a published page. */
  readonly draft: {
    readonly title: string;
    readonly body: string;
    readonly at: number;
    readonly authorId: string;
  } | null;
  readonly labelIds: readonly number[];
  readonly likes: readonly { readonly accountId: string; readonly at: number }[];
  readonly favouritedBy: readonly string[];
  readonly restrictions: Restrictions | null;
  readonly inline: InlineAnchor | null;
  readonly file: FileFacts | null;
  readonly embedUrl: string | null;
};

/** A version that is no longer the newest. */
export type PastVersion = {
  /** `<content id>:<number>` */
  readonly id: string;
  readonly contentId: number;
  readonly version: Version;
  readonly title: string;
  readonly body: string;
  readonly file: FileFacts | null;
};

export type LabelPrefix = "global" | "my" | "team" | "system";
export type Label = { readonly id: number; readonly prefix: LabelPrefix; readonly name: string };

export type Property = {
  readonly id: number;
  readonly owner: "content" | "space" | "user" | "app";
  readonly ownerId: string;
  readonly key: string;
  readonly value: unknown;
  readonly authorId: string;
  readonly createdAt: number;
  readonly version: Version;
};

export type StoredFile = { readonly id: string; readonly bytes: Uint8Array };

/** `<account id>:<what>:<id>`; watching is a fact of its own, because it outlives edits. */
export type Watch = {
  readonly id: string;
  readonly accountId: string;
  readonly target: "content" | "space" | "label";
  readonly targetId: string;
};
