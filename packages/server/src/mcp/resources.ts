import {
  type ListResourcesResult,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type ResourceTemplateType,
} from "@modelcontextprotocol/server";
import { toTributaryError } from "../base/errors.ts";
import type { Door } from "../calls/door.ts";
import { askDoor, offers } from "./ask-door.ts";
import type { Visit } from "./call-tool.ts";

type Page = { title: string; url: string; version: number; body?: string };
type Space = { id: string; key: string; name: string; url: string; homepageId?: string; description?: string };
type Row = { id: string; title: string };

/** Spaces listed as resources at a time; pages are reached by the templates. */
const spacesAtATime = 50;

/** The most top pages named in the Markdown of a space. */
const mostTopPages = 100;

export const resourceTemplates: ResourceTemplateType[] = [
  {
    uriTemplate: "confluence://pages/{pageId}",
    name: "page",
    title: "Page",
    description: "A page or its draft as Markdown, by id, or as SPACE:Title.",
    mimeType: "text/markdown",
  },
  {
    uriTemplate: "confluence://spaces/{spaceKey}",
    name: "space",
    title: "Space",
    description: "A space as Markdown: what it is for, and its top pages.",
    mimeType: "text/markdown",
  },
];

export const pageUri = (pageId: string): string => `confluence://pages/${encodeURIComponent(pageId)}`;
const spaceUri = (key: string): string => `confluence://spaces/${encodeURIComponent(key)}`;

/** The spaces the caller may see. */
export async function listResources(
  door: Door,
  visit: Visit,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ListResourcesResult> {
  if (!offers(visit, "confluence_list_spaces")) return { resources: [] };
  const args = cursor === undefined ? { limit: spacesAtATime } : { cursor };
  const found = (await askDoor(door, visit, "confluence_list_spaces", args, { signal }).catch(
    asProtocolError,
  )) as unknown as { items: Space[]; cursor?: string };
  return {
    resources: found.items.map(({ key, name, description }) => ({
      uri: spaceUri(key),
      name: key,
      title: name,
      mimeType: "text/markdown",
      ...(description !== undefined && description !== "" && { description }),
    })),
    ...(found.cursor !== undefined && { nextCursor: found.cursor }),
  };
}

export async function readResource(
  door: Door,
  visit: Visit,
  uri: string,
  signal: AbortSignal,
): Promise<ReadResourceResult> {
  const [, kind, reference = ""] = /^confluence:\/\/(pages|spaces)\/(.+)$/.exec(uri) ?? [];
  if (kind === undefined) throw notFound(uri, `There is no resource ${uri}.`);
  const name = decode(reference, uri);
  const read = kind === "pages" ? readPage : readSpace;
  const text = await read((tool, args) => askDoor(door, visit, tool, args, { signal }), name).catch((thrown: unknown) =>
    asProtocolError(thrown, uri),
  );
  return { contents: [{ uri, mimeType: "text/markdown", text }] };
}

type Ask = (tool: string, args: Record<string, unknown>) => Promise<Record<string, unknown>>;

async function readPage(ask: Ask, pageId: string): Promise<string> {
  const { title, url, version, body = "" } = (await ask("confluence_get_page", { pageId })) as Page;
  return `---\ntitle: ${JSON.stringify(title)}\nurl: ${url}\nversion: ${version}\n---\n\n${body}`;
}

async function readSpace(ask: Ask, spaceKey: string): Promise<string> {
  const space = (await ask("confluence_get_space", { spaceId: spaceKey })) as Space;
  const { id, key, name, url, homepageId, description = "" } = space;
  const pages =
    homepageId === undefined
      ? await ask("confluence_list_pages", { spaceId: id, limit: mostTopPages })
      : await ask("confluence_list_child_pages", { pageId: homepageId, limit: mostTopPages });
  const list = (pages.items as Row[]).map((page) => `- [${page.title}](${pageUri(page.id)})`);
  return [
    `# ${name} (${key})`,
    url,
    ...(description === "" ? [] : [description]),
    "## Top pages",
    list.join("\n"),
  ].join("\n\n");
}

function decode(text: string, uri: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw notFound(uri, `${uri} is not encoded as addresses are.`);
  }
}

const notFound = (uri: string, message: string) => new ProtocolError(ProtocolErrorCode.InvalidParams, message, { uri });

/** Resources have no results that are errors: what went wrong is an error of the protocol. */
function asProtocolError(thrown: unknown, uri?: string): never {
  const error = toTributaryError(thrown);
  const { code, message, hint } = error.toJSON();
  const text = hint === undefined ? message : `${message} ${hint}`;
  const ours = code === "internal" ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
  throw new ProtocolError(ours, text, { code, ...(uri !== undefined && { uri }) });
}
