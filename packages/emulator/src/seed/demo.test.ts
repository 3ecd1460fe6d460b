import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { demoSeed } from "./demo.ts";
import type { SeedComment, SeedContent } from "./seed-site.ts";

const site = demoSeed();
const live = site.content.filter((one) => one.status !== "trashed");
const byKey = new Map(site.content.map((one) => [one.key, one]));
const handles = new Set(site.people.map((one) => one.key));
const accountIds = new Set(site.people.map((one) => one.accountId));
const groupNames = new Set(site.groups.map((one) => one.name));
const spaceKeys = new Set(site.spaces.map((one) => one.key));
const titled = new Map(live.map((one) => [`${one.type} ${one.space} ${one.title}`, one]));

const allComments = (comments: SeedComment[] = []): SeedComment[] =>
  comments.flatMap((one) => [one, ...allComments(one.replies)]);

type Markup = { where: string; of: SeedContent; body: string };
const bodies: Markup[] = site.content.flatMap((of) => [
  { where: of.key, of, body: of.body },
  ...(of.edits ?? []).map((edit) => ({ where: `${of.key} before ${edit.at}`, of, body: edit.bodyBefore })),
  ...allComments(of.comments).map((one) => ({ where: `comment on ${of.key} at ${one.at}`, of, body: one.body })),
]);

const ENTITIES = {
  nbsp: "\u00a0",
  deg: "°",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  copy: "©",
  plusmn: "±",
  times: "×",
  Omega: "Ω",
};

type Element = { name: string; attributes: Record<string, string>; parents: string[] };

/** Every element of a body with the names around it; throws where the body is not well-formed. */
function elements(body: string): Element[] {
  const parser = new SaxesParser();
  Object.assign(parser.ENTITIES, ENTITIES);
  const found: Element[] = [];
  const open: string[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    found.push({ name, attributes: attributes as Record<string, string>, parents: [...open] });
    open.push(name);
  });
  parser.on("closetag", () => open.pop());
  parser.write(`<body>${body}</body>`).close();
  return found;
}

const parsed = bodies.map((one) => ({ ...one, elements: elements(one.body) }));

test("two calls build the same site", () => {
  expect(demoSeed()).toEqual(site);
});

test("the site is as large and varied as the demo promises", () => {
  const pages = site.content.filter((one) => one.type === "page");
  const comments = site.content.flatMap((one) => allComments(one.comments));
  expect(site.people).toHaveLength(12);
  expect(site.people.filter((one) => !one.active)).toHaveLength(1);
  expect(site.spaces.length).toBeGreaterThanOrEqual(9);
  expect(pages.length).toBeGreaterThanOrEqual(220);
  expect(site.content.length - pages.length).toBeGreaterThanOrEqual(15);
  for (const status of ["draft", "trashed", "archived"])
    expect(site.content.filter((one) => one.status === status).length, status).toBeGreaterThanOrEqual(4);
  expect(comments.length).toBeGreaterThanOrEqual(60);
  expect(comments.filter((one) => one.inline).length).toBeGreaterThanOrEqual(20);
  expect(comments.filter((one) => one.resolved).length).toBeGreaterThanOrEqual(8);
  expect(site.content.filter((one) => one.restrictions).length).toBeGreaterThanOrEqual(10);
  expect(site.content.filter((one) => one.edits).length).toBeGreaterThanOrEqual(40);
  expect(site.content.filter((one) => one.properties).length).toBeGreaterThanOrEqual(2);
});

test("one page is very long, one is empty, one has 48 images and one a table of 300 stations", () => {
  const body = (title: string) => live.find((one) => one.title === title)?.body ?? "missing";
  expect(body("Burrow 4 register map").length).toBeGreaterThan(120_000);
  expect(body("Lab open day 2026")).toBe("");
  expect(body("Pictures of visits 2026").match(/<ac:image /g)).toHaveLength(48);
  expect(body("Station register").match(/<tr>/g)).toHaveLength(301);
});

test("page trees go five levels deep and every parent is a page of the same space", () => {
  const depth = (one: SeedContent): number => {
    const parent = one.parent === undefined ? undefined : byKey.get(one.parent);
    return parent ? 1 + depth(parent) : 1;
  };
  for (const one of site.content) {
    if (one.parent === undefined) continue;
    const parent = byKey.get(one.parent);
    expect(parent?.space, `parent of ${one.key}`).toBe(one.space);
    expect(parent?.type).toBe("page");
  }
  // The homepage stands above every page that names no parent.
  expect(1 + Math.max(...live.map(depth))).toBeGreaterThanOrEqual(5);
});

test("spaces, people and groups that are named exist", () => {
  for (const space of site.spaces) {
    expect(byKey.get(space.homepage)?.space, space.key).toBe(space.key);
    expect(handles).toContain(space.owner);
    for (const name of space.visibleTo?.groups ?? []) expect(groupNames).toContain(name);
  }
  for (const group of site.groups) for (const member of group.members) expect(handles).toContain(member);
  for (const one of site.content) {
    expect(spaceKeys).toContain(one.space);
    const { read, update } = one.restrictions ?? {};
    const named = [
      one.author,
      ...(one.likes ?? []),
      ...(one.edits ?? []).map((edit) => edit.author),
      ...(one.attachments ?? []).map((file) => file.author),
      ...allComments(one.comments).map((comment) => comment.author),
      ...(read?.people ?? []),
      ...(update?.people ?? []),
    ];
    for (const handle of named) expect(handles, one.key).toContain(handle);
    for (const name of [...(read?.groups ?? []), ...(update?.groups ?? [])]) expect(groupNames).toContain(name);
  }
});

test("keys are unique, and so are the titles of a space outside the trash", () => {
  expect(byKey.size).toBe(site.content.length);
  expect(titled.size).toBe(live.length);
});

test("every page link, mention, attachment and blog link leads somewhere", () => {
  for (const { where, of, elements: found } of parsed) {
    for (const [i, { name, attributes }] of found.entries()) {
      const space = attributes["ri:space-key"] ?? of.space;
      const title = attributes["ri:content-title"];
      if (name === "ri:page" && title !== "@home")
        expect(titled.has(`page ${space} ${title}`), `${where} → ${space}:${title}`).toBe(true);
      if (name === "ri:blog-post") {
        const post = titled.get(`blogpost ${space} ${title}`);
        expect(post?.createdAt.slice(0, 10).replaceAll("-", "/"), `${where} → ${title}`).toBe(
          attributes["ri:posting-day"],
        );
      }
      if (name === "ri:user" && attributes["ri:account-id"]) expect(accountIds).toContain(attributes["ri:account-id"]);
      if (name === "ri:attachment") {
        // A page inside the attachment says whose it is.
        const next = found[i + 1];
        const other = next?.parents.at(-1) === "ri:attachment" ? next.attributes : undefined;
        const owner = other ? titled.get(`page ${other["ri:space-key"] ?? of.space} ${other["ri:content-title"]}`) : of;
        const files = (owner?.attachments ?? []).map((file) => file.fileName);
        expect(files, where).toContain(attributes["ri:filename"]);
      }
    }
  }
});

test("every inline comment has its marker and every marker its comment", () => {
  for (const { where, of, elements: found } of parsed.filter((one) => one.where === one.of.key)) {
    const markers = new Set(
      found.filter((one) => one.name === "ac:inline-comment-marker").map((one) => one.attributes["ac:ref"]),
    );
    const refs = new Set((of.comments ?? []).flatMap((one) => (one.inline ? [one.inline.ref] : [])));
    expect(refs, where).toEqual(markers);
    for (const comment of of.comments ?? []) if (comment.inline) expect(comment.inline.text).not.toBe("");
  }
});

test("no placeholder of the builders is left in a body", () => {
  for (const { where, body } of bodies) expect(/[\uE000-\uF8FF]|undefined/.test(body), where).toBe(false);
});

test("ids inside a page are unique", () => {
  for (const { where, elements: found } of parsed) {
    for (const attribute of ["local-id", "ac:local-id", "ac:macro-id"]) {
      const ids = found.flatMap((one) => one.attributes[attribute] ?? []);
      expect(new Set(ids).size, `${attribute} in ${where}`).toBe(ids.length);
    }
  }
});

const inOrder = (comment: SeedComment): boolean =>
  (comment.replies ?? []).every((reply) => reply.at > comment.at && inOrder(reply));

test("beside pages there is one of every kind, under something of its space, and an attachment of two versions", () => {
  const parents = new Map(site.content.map((one) => [one.key, one.space]));
  for (const one of site.besidePages ?? []) {
    expect(parents.get(one.parent), one.key).toBe(one.space);
    parents.set(one.key, one.space);
  }
  expect(new Set(site.besidePages?.map(({ type }) => type)).size).toBe(4);
  const attachments = site.content.flatMap((one) => one.attachments ?? []);
  expect(attachments.some(({ labels, later }) => labels !== undefined && later !== undefined)).toBe(true);
});

test("everything happens in order, within the two years before 20 November 2026", () => {
  for (const one of site.content) {
    const edits = (one.edits ?? []).map((edit) => edit.at);
    const others = [
      ...allComments(one.comments).map((comment) => comment.at),
      ...(one.attachments ?? []).flatMap((file) => [file.at, ...(file.later ?? []).map(({ at }) => at)]),
    ];
    expect(edits, one.key).toEqual(edits.toSorted());
    for (const at of [...edits, ...others]) expect(at > one.createdAt, `${one.key} at ${at}`).toBe(true);
    expect((one.comments ?? []).every(inOrder), `comments on ${one.key}`).toBe(true);
    for (const at of [one.createdAt, ...edits, ...others]) {
      expect(at >= "2024-11-20T00:00:00.000Z" && at < "2026-11-20T00:00:00.000Z", `${one.key} at ${at}`).toBe(true);
    }
  }
});

test("nobody writes after they have left", () => {
  const left = "2026-04-01";
  for (const one of site.content) {
    const acts = [one, ...(one.edits ?? []), ...(one.attachments ?? []), ...allComments(one.comments)];
    for (const act of acts) {
      const at = "createdAt" in act ? act.createdAt : act.at;
      if (act.author === "petr") expect(at < left, `${one.key} at ${at}`).toBe(true);
    }
  }
});

test("the constructs of the storage format are all there", () => {
  const found = parsed.flatMap((one) => one.elements);
  const names = new Set(found.map((one) => one.name));
  const macros = new Set(
    found.flatMap((one) => (one.name === "ac:structured-macro" ? [one.attributes["ac:name"]] : [])),
  );
  for (const name of [
    "ac:layout",
    "ac:task-list",
    "ac:adf-extension",
    "ac:emoticon",
    "ac:placeholder",
    "ac:caption",
    "ac:macro",
    "time",
    "ri:user",
    "ri:blog-post",
    "blockquote",
    "sub",
    "del",
  ])
    expect(names, name).toContain(name);
  for (const name of [
    "code",
    "noformat",
    "info",
    "note",
    "tip",
    "warning",
    "expand",
    "status",
    "toc",
    "children",
    "excerpt",
    "excerpt-include",
    "include",
    "details",
    "detailssummary",
    "jira",
    "contentbylabel",
    "recently-updated",
    "attachments",
    "view-file",
    "drawio",
    "anchor",
    "gallery",
    "livesearch",
    "pagetree",
    "tasks-report-macro",
    "mathblock",
    "contributors",
    "panel",
  ])
    expect(macros, name).toContain(name);
  expect(bodies.some((one) => one.body.includes("]]]]><![CDATA[>"))).toBe(true);
});
