/** What a sync reads of Confluence's answers. Shapes: REST v2 and v1 documentation; null where v2 was seen to send it. */

export type V2Space = { id: string; key: string; name: string; type: string; status: string };

export type V2Version = { number: number; createdAt: string; authorId?: string | null };

export type V2Content = {
  id: string;
  status: string;
  title: string;
  spaceId: string;
  /** Of pages. */
  parentId?: string | null;
  parentType?: string | null;
  authorId?: string | null;
  createdAt: string;
  version: V2Version;
  body?: { storage?: { value?: string } };
  _links?: { webui?: string };
};

export type V2Attachment = {
  id: string;
  status: string;
  title: string;
  pageId?: string;
  blogPostId?: string;
  mediaType?: string;
  fileSize?: number;
  downloadLink?: string;
};

export type V2Comment = {
  id: string;
  status: string;
  title?: string;
  pageId?: string;
  blogPostId?: string;
  version: V2Version;
  body?: { storage?: { value?: string } };
  _links?: { webui?: string };
};

export type V2User = { accountId: string; displayName?: string | null; publicName?: string | null };

type V1Principals = {
  user?: { results?: { accountId?: string }[]; size?: number; limit?: number };
  group?: { results?: { id?: string }[]; size?: number; limit?: number };
};

export type V1Restriction = { restrictions?: V1Principals };

export type V1Content = {
  id: string;
  type: string;
  status: string;
  title: string;
  ancestors?: { id: string; type: string; title: string }[];
  metadata?: { labels?: { results?: { prefix: string; name: string }[]; size?: number; limit?: number } };
  restrictions?: { read?: V1Restriction };
};
