import { createEmulator, type Emulator, type EmulatorOptions } from "../../index.ts";
import { type Answer, type Caller, callerFor } from "../small-site.ts";

const v1 = "/wiki/rest/api";
const storage = (value: string) => ({ representation: "storage", value });

/** One of everything the documents speak of, by the names the requests use. Ids are as the API writes them. */
export type Furnished = Awaited<ReturnType<typeof furnishedSite>>;

/**
 * The demo wiki, as a site with all features and its own space of one of everything, seen by an administrator. All of it
 * is made through the API, as a client would.
 */
export async function furnishedSite(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({ seed: "demo", now: () => Date.UTC(2026, 10, 20, 9), ...options });
  const { admin } = emulator;
  admin.setFeatures({ premium: true, classification: true, redaction: true, spaceRoleMode: "ROLES_TRANSITION" });
  admin.setTaskDuration(0);
  const email = "mateus@rillmark.example";
  const send = callerFor(emulator, email, admin.createApiToken({ account: email }).id);
  const make = made(send);
  const me = (await make("GET", `${v1}/user/current`)).accountId as string;
  const other = admin.accounts().find((one) => one.active && one.id !== me);
  if (!other) throw new Error("The demo wiki has only one person.");
  const space = await make("POST", `${v1}/space`, { key: "CONTRACT", name: "Contract" });
  const spaceId = String(space.id);
  const tree = await makeTree(make, spaceId);
  const hanging = await makeHanging(make, send, spaceId, tree);
  const properties = await makeProperties(make, spaceId, { ...tree, ...hanging });
  const people = await makePeople(make, me, other.id, tree.page);
  const rest = await makeRest(make, tree);
  return {
    emulator,
    email,
    send,
    me,
    other: other.id,
    otherEmail: other.email,
    spaceId,
    spaceKey: "CONTRACT",
    ...tree,
    ...hanging,
    properties,
    ...people,
    ...rest,
    token: (scopes: readonly string[]) => tokenFor(emulator, email, scopes),
  };
}

type Make = (method: string, path: string, body?: unknown) => Promise<Answer["json"]>;

/** What is made here has to work; a failure is told with what the site said. */
function made(send: Caller): Make {
  return async (method, path, body) => {
    const answer = await send(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    return answer.json;
  };
}

const task = `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Count</ac:task-body></ac:task></ac:task-list>`;
const macro = `<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="11111111-2222-4333-8444-555555555555"><ac:rich-text-body><p>Note</p></ac:rich-text-body></ac:structured-macro>`;

async function makeTree(make: Make, spaceId: string) {
  const page = await make("POST", "/pages", {
    spaceId,
    title: "Everything",
    body: storage(`<p>Pick this sentence.</p>${task}${macro}`),
  });
  const parentId = page.id as string;
  const child = await make("POST", "/pages", { spaceId, title: "Below", parentId, body: storage("<p>Below</p>") });
  const lone = await make("POST", "/pages", { spaceId, title: "Lone", body: storage("<p>Lone</p>") });
  await make("PUT", `/pages/${parentId}`, {
    id: parentId,
    status: "current",
    title: "Everything",
    body: storage(`<p>Pick this sentence.</p>${task}${macro}<p>More</p>`),
    version: { number: 2, message: "More" },
  });
  const spare = await make("POST", "/pages", { spaceId, title: "Spare", body: storage("<p>Spare</p>") });
  const draft = await make("POST", "/pages", {
    spaceId,
    title: "Draft",
    status: "draft",
    body: storage("<p>Draft</p>"),
  });
  const blogpost = await make("POST", "/blogposts", {
    spaceId,
    title: "News",
    body: storage("<p>Pick this news.</p>"),
  });
  const inTree = async (noun: string, more: object = {}) =>
    (await make("POST", `/${noun}`, { spaceId, parentId, title: `A ${noun}`, ...more })).id as string;
  return {
    page: parentId,
    child: child.id as string,
    lone: lone.id as string,
    spare: spare.id as string,
    draft: draft.id as string,
    blogpost: blogpost.id as string,
    whiteboard: await inTree("whiteboards"),
    database: await inTree("databases"),
    folder: await inTree("folders"),
    embed: await inTree("embeds", { embedUrl: "https://example.com/" }),
  };
}

type Tree = Awaited<ReturnType<typeof makeTree>>;

async function makeHanging(make: Make, send: Caller, spaceId: string, { page, blogpost }: Tree) {
  const comment = (path: string, body: object) => make("POST", path, { body: storage("<p>Well</p>"), ...body });
  const footerComment = (await comment("/footer-comments", { pageId: page })).id as string;
  await comment("/footer-comments", { parentCommentId: footerComment });
  await comment("/footer-comments", { blogPostId: blogpost });
  const inlineCommentProperties = {
    textSelection: "Pick this",
    textSelectionMatchCount: 1,
    textSelectionMatchIndex: 0,
  };
  const inlineComment = (await comment("/inline-comments", { pageId: page, inlineCommentProperties })).id as string;
  await comment("/inline-comments", { parentCommentId: inlineComment });
  await comment("/inline-comments", { blogPostId: blogpost, inlineCommentProperties });
  const upload = new FormData();
  upload.set("file", new File(["count,value\n1,2\n"], "values.csv", { type: "text/csv" }));
  upload.set("minorEdit", "true");
  const attached = await send("POST", `${v1}/content/${page}/child/attachment`, upload);
  const attachment = attached.json.results[0].id as string;
  await comment("/footer-comments", { attachmentId: attachment });
  const customType = "ac:contract:note";
  const customContent = (
    await make("POST", "/custom-content", {
      type: customType,
      pageId: page,
      title: "Note",
      body: storage("<p>Note</p>"),
    })
  ).id as string;
  await make("POST", "/custom-content", {
    type: customType,
    blogPostId: blogpost,
    title: "Note on news",
    body: storage("<p>Note</p>"),
  });
  await make("POST", "/custom-content", {
    type: customType,
    spaceId,
    title: "Note in the space",
    body: storage("<p>Note</p>"),
  });
  await make("POST", "/custom-content", {
    type: customType,
    customContentId: customContent,
    title: "Note on a note",
    body: storage("<p>Note</p>"),
  });
  for (const id of [page, blogpost, attachment, customContent]) {
    await make("POST", `${v1}/content/${id}/label`, [{ prefix: "global", name: "counted" }]);
  }
  const label = (await make("GET", `/pages/${page}/labels`)).results[0].id as string;
  return { footerComment, inlineComment, attachment, customType, customContent, label, labelName: "counted" };
}

async function makeProperties(make: Make, spaceId: string, owners: Tree & Awaited<ReturnType<typeof makeHanging>>) {
  const paths = {
    pages: owners.page,
    blogposts: owners.blogpost,
    attachments: owners.attachment,
    "custom-content": owners.customContent,
    whiteboards: owners.whiteboard,
    databases: owners.database,
    embeds: owners.embed,
    folders: owners.folder,
    comments: owners.footerComment,
    spaces: spaceId,
  };
  const ids: Record<string, string> = {};
  for (const [noun, owner] of Object.entries(paths)) {
    ids[noun] = String(
      (await make("POST", `/${noun}/${owner}/properties`, { key: "counted", value: { is: noun } })).id,
    );
  }
  return ids;
}

async function makePeople(make: Make, me: string, other: string, page: string) {
  const group = (await make("POST", `${v1}/group`, { name: "contract-readers" })).id as string;
  await make("POST", `${v1}/group/userByGroupId?groupId=${group}`, { accountId: other });
  await make("POST", `${v1}/user/${me}/property/counted`, { value: { is: "user" } });
  await make("PUT", `${v1}/relation/favourite/from/user/current/to/content/${page}`);
  const permission = { subject: { type: "user", identifier: other }, operation: { key: "read", target: "space" } };
  const permissionId = (await make("POST", `${v1}/space/CONTRACT/permission`, permission)).id as number;
  const role = (
    await make("POST", "/space-roles", { name: "Counters", description: "Count", spacePermissions: ["read/space"] })
  ).id as string;
  return { group, permissionId, role };
}

async function makeRest(make: Make, { page, spare }: Tree) {
  const level = (await make("GET", "/classification-levels"))[0]?.id as string;
  await make("POST", "/admin-key");
  await make("PUT", `${v1}/content/${page}/state?status=current`, { id: 1 });
  const transition = (await make("POST", "/space-permissions/transition/combinations")).taskId as string;
  const combination = (await make("GET", "/space-permissions/transition/combinations")).results[0]
    ?.combinationId as string;
  const template = await optional(() =>
    make("POST", `${v1}/template`, {
      name: "Form",
      templateType: "page",
      space: { key: "CONTRACT" },
      body: { storage: { value: "<p/>", representation: "storage" } },
    }),
  );
  const conversion = await optional(() =>
    make("POST", `${v1}/contentbody/convert/async/view`, { value: "<p>x</p>", representation: "storage" }),
  );
  const longTask = (await make("POST", `${v1}/content/archive`, { pages: [{ id: Number(spare) }] })).id as string;
  return {
    level,
    transition,
    combination,
    task: (await make("GET", `/tasks?page-id=${page}`)).results[0]?.id as string,
    template: String(template?.templateId ?? ""),
    conversion: String(conversion?.asyncId ?? ""),
    longTask,
  };
}

/** For what belongs to operations that may not be served yet; the test of those operations says so. */
const optional = async (run: () => Promise<Answer["json"]>): Promise<Answer["json"] | undefined> => {
  try {
    return await run();
  } catch {
    return undefined;
  }
};

/** A 3LO access token with exactly these scopes. */
function tokenFor(emulator: Emulator, account: string, scopes: readonly string[]): string {
  const { clientId } = emulator.credentials;
  return emulator.admin.grant({ clientId, account, scopes: [...scopes] }).access_token;
}
