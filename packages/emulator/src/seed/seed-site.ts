/** The content an emulated site starts with, as plain data. References between things are by `key`, never by id. */
export type SeedSite = {
  /** Site name, for example "meridian"; the URL is made from it. */
  name: string;
  people: SeedPerson[];
  groups: SeedGroup[];
  spaces: SeedSpace[];
  content: SeedContent[];
  templates?: SeedTemplate[];
  besidePages?: SeedBesidePage[];
};

/** What stands in the page tree beside pages. */
export type SeedBesidePage = {
  /** Handle, unique over the site. */
  key: string;
  type: "whiteboard" | "database" | "folder" | "embed";
  space: string;
  /** `key` of the page, or of one of these named before it. */
  parent: string;
  title: string;
  author: string;
  at: string;
  /** Where a Smart Link leads. */
  embedUrl?: string;
};

/** A page to start from. Without a space it is for all of them. */
export type SeedTemplate = {
  name: string;
  description: string;
  space?: string;
  /** Storage format, with `at:var` for what is asked when a page is made of it. */
  body: string;
  labels?: string[];
  author: string;
  at: string;
};

export type SeedPerson = {
  /** Handle used by the rest of the seed, for example "mira". */
  key: string;
  /** Atlassian account id. */
  accountId: string;
  displayName: string;
  email: string;
  jobTitle: string;
  /** IANA name; CQL dates are read in it. */
  timeZone: string;
  active: boolean;
};

export type SeedGroup = { name: string; members: string[] };

export type SeedSpace = {
  /** Space key, for example "ENG" or "~712020…" for a personal one. */
  key: string;
  name: string;
  type: "global" | "collaboration" | "knowledge_base" | "personal";
  status: "current" | "archived";
  description: string;
  owner: string;
  createdAt: string;
  labels: string[];
  /** `key` of the page that is the homepage. */
  homepage: string;
  /** Who may see the space; absent = everyone with an account. */
  visibleTo?: { people?: string[]; groups?: string[] };
  properties?: Record<string, unknown>;
};

export type SeedContent = {
  /** Handle, unique over the site. */
  key: string;
  type: "page" | "blogpost";
  space: string;
  /** `key` of the parent page; absent = at the root of the space (only the homepage) or under the homepage. */
  parent?: string;
  title: string;
  status: "current" | "draft" | "archived" | "trashed";
  /** Storage format of the newest version. */
  body: string;
  author: string;
  createdAt: string;
  /** Later versions, oldest first; the last one's body is `body`. Absent = the page has one version. */
  edits?: { author: string; at: string; message?: string; bodyBefore: string }[];
  labels?: string[];
  comments?: SeedComment[];
  attachments?: SeedAttachment[];
  likes?: string[];
  /** Who may read or update; absent = inherited. */
  restrictions?: {
    read?: { people?: string[]; groups?: string[] };
    update?: { people?: string[]; groups?: string[] };
  };
  properties?: Record<string, unknown>;
};

export type SeedComment = {
  author: string;
  at: string;
  /** Storage format. */
  body: string;
  /** Inline comments name the `ac:ref` of their marker in the page body and the text it wraps. */
  inline?: { ref: string; text: string };
  resolved?: boolean;
  replies?: SeedComment[];
};

export type SeedAttachment = {
  fileName: string;
  mediaType: string;
  comment?: string;
  author: string;
  at: string;
  /** Bytes as text (utf8) or base64. */
  data: SeedBytes;
  labels?: string[];
  /** What was uploaded in its place later, oldest first. */
  later?: { author: string; at: string; comment?: string; data: SeedBytes }[];
};

export type SeedBytes = { text: string } | { base64: string };
