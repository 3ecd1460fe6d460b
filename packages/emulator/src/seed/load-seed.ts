import { addAttachmentVersion, attachmentNamed } from "../content/attachments.ts";
import { commit } from "../content/commit.ts";
import { createProperty, type PropertyOwner } from "../content/content-properties.ts";
import { newContent } from "../content/create-content.ts";
import { everyoneGroup, spaceGrants } from "../content/create-space.ts";
import { labelNamed } from "../content/label-content.ts";
import { templates } from "../content/templates.ts";
import { nextPosition } from "../content/tree.ts";
import type { Content, Principals, Space, Version } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import type {
  SeedAttachment,
  SeedBesidePage,
  SeedBytes,
  SeedComment,
  SeedContent,
  SeedSite,
  SeedSpace,
  SeedTemplate,
} from "./seed-site.ts";

type Who = { readonly people: ReadonlyMap<string, string>; readonly groups: ReadonlyMap<string, string> };
type Loading = Who & {
  readonly site: Site;
  readonly spaces: Map<string, Space>;
  readonly content: Map<string, Content>;
};

/** Fills an empty site. Every id follows from the order of the seed, so the same seed gives the same site. */
export function loadSeed(site: Site, seed: SeedSite): void {
  const who = { people: loadPeople(site, seed), groups: loadGroups(site, seed) };
  const loading: Loading = { ...who, site, spaces: new Map(), content: new Map() };
  for (const space of seed.spaces) loadSpace(loading, space);
  for (const entry of seed.content) loading.content.set(entry.key, loadContent(loading, entry));
  hangBelowParents(loading, seed);
  for (const template of seed.templates ?? []) loadTemplate(loading, template);
  for (const one of seed.besidePages ?? []) loading.content.set(one.key, loadBesidePage(loading, one));
  for (const space of seed.spaces) loadSpaceProperties(loading, space);
  for (const { key, attachments = [] } of seed.content) {
    const container = loading.content.get(key);
    for (const attachment of attachments) if (container) loadLater(loading, container, attachment);
  }
}

const known = (map: ReadonlyMap<string, string>, key: string): string => {
  const id = map.get(key);
  if (id === undefined) throw new Error(`The seed speaks of "${key}", who is not in it.`);
  return id;
};

function loadPeople(site: Site, seed: SeedSite): Map<string, string> {
  for (const person of seed.people) {
    const { accountId, displayName, email, jobTitle, timeZone, active } = person;
    site.accounts.put({
      id: accountId,
      displayName,
      publicName: displayName,
      email,
      jobTitle,
      timeZone,
      active,
      accountType: "atlassian",
    });
  }
  return new Map(seed.people.map(({ key, accountId }) => [key, accountId]));
}

/** The groups of the seed, and the one all members are in. */
function loadGroups(site: Site, seed: SeedSite): Map<string, string> {
  const everyone = { name: everyoneGroup, members: seed.people.map(({ key }) => key) };
  const groups = seed.groups.some(({ name }) => name === everyoneGroup) ? seed.groups : [everyone, ...seed.groups];
  const accounts = new Map(seed.people.map(({ key, accountId }) => [key, accountId]));
  const ids = new Map<string, string>();
  for (const { name, members } of groups) {
    const id = stableUuid(`group:${site.name}:${name}`);
    site.groups.put({ id, name, members: members.map((member) => known(accounts, member)) });
    ids.set(name, id);
  }
  return ids;
}

function loadSpace(loading: Loading, seed: SeedSpace): void {
  const { site, people, groups, spaces } = loading;
  const owner = known(people, seed.owner);
  const visible = seed.visibleTo;
  const space: Space = {
    id: site.ids.next(),
    key: seed.key,
    name: seed.name,
    type: seed.type,
    status: seed.status,
    description: seed.description,
    authorId: owner,
    ownerId: owner,
    createdAt: Date.parse(seed.createdAt),
    homepageId: null,
    alias: seed.key,
    labelIds: seed.labels.map((name) => labelNamed(site, "team", name).id),
    grants: spaceGrants(site, {
      admin: owner,
      people: (visible?.people ?? []).map((key) => known(people, key)),
      groups: (visible ? (visible.groups ?? []) : [everyoneGroup]).map((name) => known(groups, name)),
    }),
    favouritedBy: [],
  };
  site.spaces.put(space);
  spaces.set(seed.key, space);
}

function principals({ people, groups }: Who, given: { people?: string[]; groups?: string[] } | undefined): Principals {
  return {
    users: (given?.people ?? []).map((key) => known(people, key)),
    groups: (given?.groups ?? []).map((name) => known(groups, name)),
  };
}

function loadContent(loading: Loading, seed: SeedContent): Content {
  const { site, spaces, people } = loading;
  const space = spaces.get(seed.space);
  if (!space) throw new Error(`The seed puts "${seed.key}" into the space "${seed.space}", which is not in it.`);
  const authorId = known(people, seed.author);
  const at = Date.parse(seed.createdAt);
  const edits = seed.edits ?? [];
  const first = newContent(site, {
    type: seed.type,
    title: seed.title,
    spaceId: space.id,
    authorId,
    at,
    status: seed.status,
    body: edits[0]?.bodyBefore ?? seed.body,
    labelIds: (seed.labels ?? []).map((name) => labelNamed(site, "global", name).id),
    likes: (seed.likes ?? []).map((key) => ({ accountId: known(people, key), at })),
    restrictions: seed.restrictions
      ? { read: principals(loading, seed.restrictions.read), update: principals(loading, seed.restrictions.update) }
      : null,
  });
  let content = first;
  commit(site, { kind: "created", actor: authorId, at, before: undefined, after: first });
  for (const [index, edit] of edits.entries()) {
    const by = known(people, edit.author);
    const version: Version = {
      number: index + 2,
      authorId: by,
      createdAt: Date.parse(edit.at),
      message: edit.message ?? "",
      minorEdit: false,
    };
    const after: Content = { ...content, version, body: edits[index + 1]?.bodyBefore ?? seed.body };
    commit(site, { kind: "updated", actor: by, at: version.createdAt, before: content, after });
    content = after;
  }
  for (const comment of seed.comments ?? []) loadComment(loading, content, comment, null);
  for (const attachment of seed.attachments ?? []) loadAttachment(loading, content, attachment);
  loadProperties(site, { owner: "content", id: String(content.id) }, seed.properties, { by: authorId, at });
  return content;
}

function loadProperties(
  site: Site,
  owner: PropertyOwner,
  properties: Readonly<Record<string, unknown>> = {},
  writing: { by: string; at: number },
): void {
  for (const [key, value] of Object.entries(properties)) createProperty(site, owner, key, value, writing);
}

function loadSpaceProperties({ site, spaces }: Loading, { key, properties }: SeedSpace): void {
  const space = spaces.get(key);
  if (space)
    loadProperties(site, { owner: "space", id: String(space.id) }, properties, {
      by: space.authorId,
      at: space.createdAt,
    });
}

function loadComment(loading: Loading, container: Content, seed: SeedComment, parent: Content | null): void {
  const { site, people } = loading;
  const authorId = known(people, seed.author);
  const resolved = seed.resolved === true;
  const at = Date.parse(seed.at);
  const comment = newContent(site, {
    type: "comment",
    title: `Re: ${container.title}`,
    spaceId: container.spaceId,
    containerId: container.id,
    parentId: parent?.id ?? null,
    authorId,
    at,
    body: seed.body,
    inline: seed.inline
      ? {
          markerRef: seed.inline.ref,
          originalSelection: seed.inline.text,
          resolution: resolved ? "resolved" : "open",
          resolvedBy: resolved ? authorId : null,
          resolvedAt: resolved ? at : null,
        }
      : (parent?.inline ?? null),
  });
  commit(site, { kind: "created", actor: authorId, at, before: undefined, after: comment });
  for (const reply of seed.replies ?? []) loadComment(loading, container, reply, comment);
}

function loadAttachment({ site, people }: Loading, container: Content, seed: SeedAttachment): void {
  const authorId = known(people, seed.author);
  const bytes = bytesOf(seed.data);
  const fileId = stableUuid(`file:${site.name}:${container.id}:${seed.fileName}`);
  const at = Date.parse(seed.at);
  site.files.put({ id: fileId, bytes });
  const attachment = newContent(site, {
    type: "attachment",
    title: seed.fileName,
    spaceId: container.spaceId,
    containerId: container.id,
    authorId,
    at,
    file: { fileId, mediaType: seed.mediaType, size: bytes.byteLength, comment: seed.comment ?? "" },
  });
  commit(site, { kind: "created", actor: authorId, at, before: undefined, after: attachment });
}

const bytesOf = (data: SeedBytes): Buffer =>
  "text" in data ? Buffer.from(data.text, "utf8") : Buffer.from(data.base64, "base64");

/** What came to an attachment after its upload: its labels and newer bytes. */
function loadLater({ site, people }: Loading, container: Content, { fileName, labels, later }: SeedAttachment): void {
  let row = attachmentNamed(site, container.id, fileName);
  if (row === undefined || (labels === undefined && later === undefined)) return;
  for (const { author, at, comment, data } of later ?? []) {
    const upload = { fileName, bytes: bytesOf(data), comment, by: known(people, author), at: Date.parse(at) };
    row = addAttachmentVersion(site, row, upload);
  }
  site.content.put({ ...row, labelIds: (labels ?? []).map((name) => labelNamed(site, "global", name).id) });
}

function loadBesidePage({ site, spaces, people, content }: Loading, seed: SeedBesidePage): Content {
  const space = spaces.get(seed.space);
  const parent = content.get(seed.parent);
  if (!space || !parent) throw new Error(`The seed puts "${seed.key}" under "${seed.parent}", which is not in it.`);
  const authorId = known(people, seed.author);
  const at = Date.parse(seed.at);
  const row = newContent(site, {
    type: seed.type,
    title: seed.title,
    spaceId: space.id,
    authorId,
    at,
    parentId: parent.id,
    position: nextPosition(site, parent.id),
    embedUrl: seed.embedUrl ?? null,
  });
  commit(site, { kind: "created", actor: authorId, at, before: undefined, after: row });
  return row;
}

/** Homepages and parents are named by key, so they are set when every key has an id. */
function hangBelowParents({ site, spaces, content }: Loading, seed: SeedSite): void {
  for (const { key, homepage } of seed.spaces) {
    const space = spaces.get(key);
    const page = content.get(homepage);
    if (!space || !page) throw new Error(`The homepage "${homepage}" of the space "${key}" is not in the seed.`);
    site.spaces.put({ ...space, homepageId: page.id });
  }
  const positions = new Map<number, number>();
  for (const entry of seed.content) {
    const row = content.get(entry.key);
    const homepageId = row && site.spaces.get(row.spaceId)?.homepageId;
    if (!row || entry.type === "blogpost" || homepageId === row.id) continue;
    const parentId = entry.parent === undefined ? (homepageId ?? null) : (content.get(entry.parent)?.id ?? null);
    if (parentId === null) throw new Error(`The parent "${entry.parent}" of "${entry.key}" is not in the seed.`);
    const position = (positions.get(parentId) ?? 0) + 412;
    positions.set(parentId, position);
    site.content.put({ ...(site.content.get(row.id) ?? row), parentId, position });
  }
}

function loadTemplate({ site, spaces, people }: Loading, seed: SeedTemplate): void {
  const { name, description, body, labels = [], author, at } = seed;
  const space = seed.space === undefined ? undefined : spaces.get(seed.space);
  if (seed.space !== undefined && space === undefined)
    throw new Error(`The seed puts the template "${name}" into the space "${seed.space}", which is not in it.`);
  templates(site).put({
    id: site.ids.next(),
    spaceId: space?.id ?? null,
    name,
    description,
    body,
    labelIds: labels.map((label) => labelNamed(site, "global", label).id),
    authorId: known(people, author),
    changedAt: Date.parse(at),
  });
}
