import { changeAttachment, takenFileName } from "../content/attachment-properties.ts";
import {
  addAttachmentVersion,
  createAttachment as attach,
  attachmentNamed,
  parseAttachmentId,
  type Upload,
} from "../content/attachments.ts";
import { integerField, isObject, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, operation, type Reply } from "../http/operation.ts";
import { integer, listOf, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { badRequest, conflict, forbidden, Refusal } from "../http/refusal.ts";
import { mediaPath } from "../site-pages/media.ts";
import type { Content } from "../state/records.ts";
import { attachmentJson } from "./attachment-json.ts";
import { contentOf } from "./labels.ts";
import { type Part, readMultipart } from "./multipart.ts";
import { paged, single } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { xsrfChecked } from "./xsrf.ts";

const path = "/content/{id}/child/attachment";
const writeScopes = [["write:confluence-file"], ["read:content-details:confluence", "write:attachment:confluence"]];
const carriers = new Set<Content["type"]>(["page", "blogpost", "comment", "custom"]);

/** What can be attached to by this account; drafts only when the request says it means one. */
function container(call: OperationCall, given: string, status: "current" | "draft"): Content {
  const content = contentOf(call, given);
  if (!carriers.has(content.type)) throw badRequest(`Files can not be attached to content of type ${content.type}`);
  if (
    content.status === "trashed" ||
    (content.status === "draft") !== (status === "draft" && content.status === "draft")
  ) {
    throw badRequest(`Content ${content.id} has not the status ${status}`);
  }
  mayAttach(call, content);
  return content;
}

function mayAttach({ site, access }: OperationCall, content: Content): void {
  const space = site.spaces.get(content.spaceId);
  const may = access.updateContent(content) && space !== undefined && access.inSpace(space, "create:attachment");
  if (!may) throw forbidden(`User not permitted to add attachments to content with id : ${content.id}`);
}

type File = Pick<Upload, "fileName" | "bytes" | "mediaType" | "comment" | "minorEdit">;

const utf8 = (part: Part | undefined): string | undefined => part && new TextDecoder().decode(part.bytes);

/** The uploaded files. Each field that goes with a file is given once for all of them or once for each, in their order. */
async function uploadedFiles({ request }: OperationCall): Promise<File[]> {
  const parts = readMultipart(await request.body(), request.headers["content-type"]);
  const named = (name: string) => parts.filter((part) => part.name === name);
  const comments = named("comment");
  const minorEdits = named("minorEdit");
  const files = named("file");
  if (files.length === 0) throw badRequest("At least one file must be uploaded, in fields called 'file'.");
  return files.map((part, at) => {
    // Some browsers of old send whole paths.
    const fileName = part.fileName?.split(/[\\/]/).at(-1)?.trim() ?? "";
    if (fileName === "") throw badRequest("An uploaded file has no name.");
    if (fileName.length > 255) throw badRequest("The name of an uploaded file is longer than 255 characters.");
    const minorEdit = utf8(minorEdits.length > 1 ? minorEdits[at] : minorEdits[0])
      ?.trim()
      .toLowerCase();
    return {
      fileName,
      bytes: part.bytes,
      mediaType: part.contentType,
      comment: utf8(comments[at]),
      minorEdit: minorEdit === "true",
    };
  });
}

const listed = (call: OperationCall, attachments: readonly Content[]): Reply =>
  paged(call, attachments, { start: 0, limit: Math.max(attachments.length, 50) }, (one) => attachmentJson(call, one));

/** Writes nothing when any of the names is taken. */
async function createAll(call: OperationCall, into: Content): Promise<Reply> {
  const { site, account, now } = call;
  const files = await uploadedFiles(call);
  files.forEach(({ fileName }, at) => {
    const twice = files.findIndex((other) => other.fileName === fileName) < at;
    if (twice || attachmentNamed(site, into.id, fileName)) throw takenFileName(fileName);
  });
  return listed(
    call,
    files.map((file) => attach(site, into, { ...file, by: account.id, at: now })),
  );
}

async function createOrUpdateAll(call: OperationCall, into: Content): Promise<Reply> {
  const { site, account, now } = call;
  const files = await uploadedFiles(call);
  return listed(
    call,
    files.map((file) => {
      const there = attachmentNamed(site, into.id, file.fileName);
      const upload = { ...file, by: account.id, at: now };
      return there ? addAttachmentVersion(site, there, upload) : attach(site, into, upload);
    }),
  );
}

/** Recorded words: an unknown attachment is a 404 about "null". */
const noAttachment = () => new Refusal(404, "null");

/** The attachment of this content. */
function attachmentOf(call: OperationCall, id: string, attachmentId: string): Content {
  const on = contentOf(call, id);
  const number = parseAttachmentId(attachmentId);
  const attachment = number === undefined ? undefined : call.site.content.get(number);
  if (!call.access.viewContent(attachment) || attachment.type !== "attachment" || attachment.containerId !== on.id)
    throw noAttachment();
  return attachment;
}

function changeableAttachment(call: OperationCall, id: string, attachmentId: string): Content {
  const attachment = attachmentOf(call, id, attachmentId);
  if (attachment.status !== "current") throw noAttachment();
  if (!call.access.updateContent(attachment))
    throw forbidden(`User not permitted to update attachment with id : ${attachmentId}`);
  return attachment;
}

const uploadParameters = { id: required(text()), status: withDefault(oneOf("current", "draft"), "current") };
type UploadCall = OperationCall<typeof uploadParameters>;
const attachmentParameters = { id: required(text()), attachmentId: required(text()) };
type AttachmentCall = OperationCall<typeof attachmentParameters>;

const uploads: readonly Operation[] = [
  operation({
    api: "v1",
    id: "createAttachment",
    method: "POST",
    path,
    scopes: writeScopes,
    parameters: uploadParameters,
    body: "raw",
    handle: xsrfChecked((call: UploadCall) =>
      createAll(call, container(call, call.parameters.id, call.parameters.status)),
    ),
  }),
  operation({
    api: "v1",
    id: "createOrUpdateAttachments",
    method: "PUT",
    path,
    scopes: writeScopes,
    parameters: uploadParameters,
    body: "raw",
    handle: xsrfChecked((call: UploadCall) =>
      createOrUpdateAll(call, container(call, call.parameters.id, call.parameters.status)),
    ),
  }),
  operation({
    api: "v1",
    id: "updateAttachmentData",
    method: "POST",
    path: `${path}/{attachmentId}/data`,
    scopes: writeScopes,
    parameters: attachmentParameters,
    body: "raw",
    handle: xsrfChecked(async (call: AttachmentCall) => {
      const { site, account, now, parameters } = call;
      const attachment = changeableAttachment(call, parameters.id, parameters.attachmentId);
      const [file, ...more] = await uploadedFiles(call);
      if (!file || more.length > 0) throw badRequest("Exactly one file must be uploaded.");
      return single(
        call,
        attachmentJson(call, addAttachmentVersion(site, attachment, { ...file, by: account.id, at: now })),
      );
    }),
  }),
];

/** Where an attachment is moved to; undefined when it stays. */
function newContainer(call: OperationCall, attachment: Content): Content | undefined {
  const given = objectField(requestObject(call.body), "container");
  const id = given?.id;
  if (id === undefined || id === null || String(id) === String(attachment.containerId)) return undefined;
  const to = contentOf(call, String(id));
  if (!carriers.has(to.type) || to.status === "trashed")
    throw forbidden(`Attachments can not be moved to content of type ${to.type}`);
  mayAttach(call, to);
  return to;
}

/** The number sent may be that of the version changed or the next one: both were seen to work. */
function checkNumber(attachment: Content, number: number): void {
  const current = attachment.version.number;
  if (number < 1) throw badRequest(`Version number ${number} is not valid.`);
  if (number !== current && number !== current + 1) {
    throw conflict(
      `Version must match the version of the attachment. Current Version: [${current}]. Provided version: [${number}]`,
    );
  }
}

const updateProperties = operation({
  api: "v1",
  id: "updateAttachmentProperties",
  method: "PUT",
  path: `${path}/{attachmentId}`,
  scopes: [
    ["write:confluence-file", "write:confluence-props"],
    ["read:content-details:confluence", "write:attachment:confluence"],
  ],
  parameters: attachmentParameters,
  body: "json",
  handle: (call) => {
    const { site, account, now, parameters } = call;
    const input = requestObject(call.body);
    const attachment = changeableAttachment(call, parameters.id, parameters.attachmentId);
    if (parseAttachmentId(requiredString(input, "id")) !== attachment.id)
      throw badRequest("The id in the request body must be the id of the attachment.");
    if (requiredString(input, "type") !== "attachment")
      throw badRequest("Field 'type' in the request body must be 'attachment'.");
    const version = objectField(input, "version");
    const number = version && integerField(version, "number");
    if (number === undefined) throw badRequest("Field 'version.number' in the request body is required.");
    checkNumber(attachment, number);
    const metadata = objectField(input, "metadata") ?? {};
    const extensions = isObject(input.extensions) ? input.extensions : {};
    const title = stringField(input, "title");
    if (title !== undefined && (title.trim() === "" || title.length > 255))
      throw badRequest("A file name must have 1 to 255 characters.");
    const change = {
      title,
      mediaType: stringField(metadata, "mediaType") ?? stringField(extensions, "mediaType"),
      comment: stringField(metadata, "comment") ?? stringField(extensions, "comment"),
      container: newContainer(call, attachment),
    };
    return single(call, attachmentJson(call, changeAttachment(site, attachment, change, { by: account.id, at: now })));
  },
});

/** Leads to where the bytes are served, by an address that needs no credentials. */
const download = operation({
  api: "v1",
  id: "downloadAttatchment",
  method: "GET",
  path: `${path}/{attachmentId}/download`,
  scopes: [["readonly:content.attachment:confluence"], ["read:attachment:confluence"]],
  status: 302,
  parameters: { ...attachmentParameters, version: integer(), status: listOf(text()) },
  handle: (call) => {
    const { site, siteUrl, now, parameters } = call;
    const attachment = attachmentOf(call, parameters.id, parameters.attachmentId);
    const statuses = parameters.status ?? ["current"];
    if (!statuses.includes(attachment.status)) throw noAttachment();
    const newest = attachment.version.number;
    const version = parameters.version ?? newest;
    if (version < 1 || version > newest)
      throw badRequest(`Attachment ${parameters.attachmentId} has no version ${version}.`);
    return { headers: { location: `${siteUrl}/wiki${mediaPath(site, attachment, version, now)}` } };
  },
});

export const attachmentOperations: readonly Operation[] = [...uploads, updateProperties, download];
