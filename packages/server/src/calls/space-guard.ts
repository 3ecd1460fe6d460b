import { CqlError, parseCql, printCql, restrictToSpaces } from "@tributary/cql";
import { TributaryError } from "../base/errors.ts";
import type { CallInput, Confluence, RawRequest } from "../confluence/client.ts";
import { type Endpoint, endpoint, matchEndpoint } from "../confluence/endpoints.ts";
import { type EndpointRequest, listedBySpace, type Reach, reachOf, type SpaceRef } from "../confluence/reach.ts";
import type { SiteAnswer } from "../confluence/transport.ts";
import type { SpaceLimit } from "../policy/policy.ts";
import { isNamed, mayReach, toCqlLimit } from "../policy/space-limit.ts";
import { filterRows } from "./filter-rows.ts";
import { fetchedBy } from "./rendered-body.ts";
import type { SealedCursors } from "./seal-cursors.ts";
import { locate, type SpaceDirectory, wholeSite } from "./space-directory.ts";

/** Something outside a caller's spaces. It reads like something that is not there, so that nothing is told. */
export class OutsideSpaces extends TributaryError {
  constructor(what: string) {
    super("not_found", `There is no ${what} in the spaces this agent may reach.`, {
      hint: "Check the id, or search for it. A person can widen the spaces of this agent.",
    });
  }
}

export type GuardOptions = {
  confluence: Confluence;
  limit: SpaceLimit;
  siteId: string;
  directory: SpaceDirectory;
  /** Long tasks this caller started: nobody else's may be looked at. */
  ownTasks: Set<string>;
  cursors: SealedCursors;
};

/** Operations whose answer says in which space the thing is, so that a move since it was last seen is noticed. */
const sayTheirSpace = new Set([
  "getPageById",
  "getBlogPostById",
  "getWhiteboardById",
  "getDatabaseById",
  "getFolderById",
  "getSmartLinkById",
  "getCustomContentById",
  "getTaskById",
]);

/** How many spaces a list can be asked for at once. Source: REST v2 reference, `space-id`. */
const mostListed = 100;

/** Formats in which Confluence puts what macros fetch, from anywhere, into a body. */
const rendered = /^(view|export_view|styled_view|anonymous_export_view|editor)$/i;
const renderedExpansion = /body\.(view|export_view|styled_view|anonymous|editor|dynamic)/i;
/** The form in which links by title have become addresses. */
const linked = /(^|body\.)atlas_doc_format/i;

/**
 * Confluence, narrowed to the spaces a caller may reach. Every request is looked up in the endpoint table, what it
 * names is resolved to its space before it is sent, queries are rewritten, and what answers hold of other spaces is
 * taken out. What cannot be resolved is refused.
 */
export function guardSpaces(options: GuardOptions): Confluence {
  const { confluence, limit, siteId, directory, ownTasks, cursors } = options;
  const resolved = new Map<string, boolean>();

  const reaches = async (space: string): Promise<boolean> => {
    const facts = await directory.space(siteId, confluence, space.replace(/^key:/, ""));
    return facts !== undefined && mayReach(limit, facts);
  };

  /** Whether something lies in a space that may be reached. Asked once for each thing in a call. */
  const isInside = async (ref: SpaceRef, writes: boolean, mayRemember: boolean): Promise<boolean> => {
    if (ref.kind === "longTask") return ownTasks.has(ref.id);
    const name = `${ref.kind}:${ref.id}`;
    const before = resolved.get(name);
    if (before !== undefined) return before;
    const space = (mayRemember ? directory.lastSeen(siteId, ref.id) : undefined) ?? (await locate(confluence, ref));
    const inside = space === wholeSite ? !writes || !isNamed(limit) : space !== undefined && (await reaches(space));
    resolved.set(name, inside);
    return inside;
  };

  const admit = async (
    target: Endpoint,
    request: EndpointRequest,
  ): Promise<Reach & { kind: "scoped" | "free" | "site" }> => {
    const reach = reachOf(target, request);
    // Of people, too: where their personal space is says that there is one.
    if (/\bpersonalSpace\b/.test(request.query.getAll("expand").join())) throw tellsPersonalSpaces();
    if (reach.kind === "free") return reach;
    if (reach.kind === "closed" || (reach.kind === "site" && isNamed(limit))) {
      throw reachesTheSite(target);
    }
    const writes = target.effect !== "read";
    // Personal spaces are taken out of the answer: whoever makes a space may ask whether its key is free.
    const answersAnyKey = target.key === "getSpaces" && !isNamed(limit);
    for (const ref of answersAnyKey ? [] : reach.refs) {
      if (!(await isInside(ref, writes, sayTheirSpace.has(target.key)))) throw new OutsideSpaces(describe(ref));
    }
    if (reach.kind === "site") return reach;
    // A name may stand more than once, and which of them counts is the site's affair: all of them are looked at.
    const expand = request.query.getAll("expand").join();
    const formats = request.query.getAll("body-format");
    const fetches = formats.some((format) => rendered.test(format)) || renderedExpansion.test(expand);
    if (fetches || formats.some((format) => linked.test(format)) || linked.test(expand))
      await refuseForeignBody(target, request, fetches);
    return reach;
  };

  /**
   * A rendered body shows what its macros fetch, and tells by its links what there is: only one that fetches nothing from
   * elsewhere may be seen. Of bodies in a list nobody knows that.
   */
  const refuseForeignBody = async (target: Endpoint, request: EndpointRequest, fetches: boolean): Promise<void> => {
    const key = target.key === "getPageById" || target.key === "getBlogPostById" ? target.key : undefined;
    if (key === undefined && !fetches && !isNamed(limit)) return;
    const why = key === undefined ? "" : await fetchedFromElsewhere(key, request, fetches);
    if (why === undefined) return;
    throw new TributaryError("policy_refused", `A rendered body may show content of other spaces${why}.`, {
      hint: 'Read it as "markdown" or "storage".',
    });
  };

  const fetchedFromElsewhere = async (
    key: "getPageById" | "getBlogPostById",
    { path, query }: EndpointRequest,
    fetches: boolean,
  ): Promise<string | undefined> => {
    const asked = [...query].filter(([name]) => name === "version" || name === "get-draft" || name === "status");
    if (new Set(asked.map(([name]) => name)).size < asked.length) return "";
    const page = await confluence.call<{ body?: { storage?: { value?: string } } }>(key, {
      path,
      query: { ...Object.fromEntries(asked), "body-format": "storage" },
    });
    const { macro, spaceKeys, contentIds } = fetchedBy(page.body?.storage?.value ?? "");
    if (fetches && macro !== undefined) return ` (by its macro ${macro})`;
    for (const key of spaceKeys) if (!(await reaches(`key:${key}`))) return " (by a link)";
    for (const id of contentIds) if (!(await isInside({ kind: "content", id }, false, false))) return " (by a link)";
    return undefined;
  };

  /**
   * For lists that can be asked for by space: all spaces that may be reached, where none is named. What is not asked for
   * need not be taken out of the answer, nor does its cursor point there.
   */
  const allSpaces = async ({ key }: Endpoint, query: URLSearchParams): Promise<Record<string, string[]>> => {
    const parameter = listedBySpace(key);
    if (parameter === undefined || limit.only === undefined || limit.only.length > mostListed) return {};
    if (query.has(parameter) || (key === "getSpaces" && query.has("keys"))) return {};
    const spaces = await Promise.all(limit.only.map((name) => directory.space(siteId, confluence, name)));
    const ids = [...new Set(spaces.flatMap((space) => space?.id ?? []))];
    return ids.length === 0 ? {} : { [parameter]: ids };
  };

  const narrow = async (cql: string): Promise<string> => {
    try {
      return printCql(restrictToSpaces(parseCql(cql), toCqlLimit(await inKeys())));
    } catch (cause) {
      if (!(cause instanceof CqlError)) throw cause;
      if (cause.code === "no_space_allowed") throw new OutsideSpaces("content");
      throw new TributaryError("invalid_cql", `${cause.message} (line ${cause.line}, column ${cause.column})`, {
        ...(cause.hint !== undefined && { hint: cause.hint }),
        cause,
      });
    }
  };

  /** CQL knows spaces by key only. */
  const inKeys = async (): Promise<SpaceLimit> => {
    const keys = async (names: string[]) => {
      const spaces = await Promise.all(names.map((name) => directory.space(siteId, confluence, name)));
      return spaces.flatMap((space) => space?.key ?? []);
    };
    if (limit.only !== undefined) return { ...limit, only: await keys(limit.only) };
    return { ...limit, except: await keys(limit.except ?? []) };
  };

  const clean = async (target: Endpoint, reach: Reach, answer: unknown): Promise<unknown> => {
    if (target.effect !== "read") {
      const { id, links } = (answer ?? {}) as { id?: unknown; links?: { status?: string } };
      if (typeof id === "string" && typeof links?.status === "string") ownTasks.add(id);
    }
    const rows = rowsOf(reach);
    if (reach.kind !== "scoped" && rows === undefined) return answer;
    const own = answer as { id?: unknown; spaceId?: unknown } | undefined;
    if (own?.spaceId != null && typeof own.id === "string") {
      const spaceId = String(own.spaceId);
      directory.sawContent(siteId, own.id, spaceId);
      if (!(await reaches(spaceId))) throw new OutsideSpaces(`content ${own.id}`);
    }
    if (rows === undefined) return answer;
    const kept = await filterRows(answer, rows, {
      confluence,
      search: async (cql) =>
        confluence.call("v1.searchContentByCQL", {
          query: { cql: await narrow(cql), limit: 100, expand: "metadata.labels" },
        }),
      reaches,
      isInside: (ref) => isInside(ref, false, false),
      saw: (id, spaceId) => directory.sawContent(siteId, id, spaceId),
    });
    return cursors.sealLinks(kept);
  };

  /** The cursor Confluence knows, where a list that is looked through is gone on with. */
  const openedCursor = (reach: Reach, given: unknown): { cursor?: string } =>
    rowsOf(reach) !== undefined && typeof given === "string" && given !== "" ? { cursor: cursors.open(given) } : {};

  /** Undefined where nobody can judge, and a person approved it: that it keeps off personal spaces is theirs to see. */
  const judgeRaw = async (request: RawRequest) => {
    const url = new URL(request.path, "https://site.invalid");
    const match = matchEndpoint(request.method, url.pathname.split("/").map(decodeURIComponent).join("/"));
    if (match === undefined && !isNamed(limit)) return undefined;
    if (match === undefined) {
      throw new TributaryError("policy_refused", "This operation is not known, so its space cannot be told.", {
        hint: "Use an operation of Confluence's REST API v2 or v1.",
      });
    }
    const body = readBody(request.body);
    const reach = await admit(match.endpoint, { path: match.params, query: url.searchParams, body });
    // That a label is known somewhere says something of other spaces; tools need no more of it than its id.
    if (reach.kind === "scoped" && reach.rows === "label") throw reachesTheSite(match.endpoint);
    return { url, match, body, reach };
  };

  return {
    async call<T>(key: Endpoint["key"], input: CallInput = {}): Promise<T> {
      const target = endpoint(key);
      const request = toRequest(input);
      const reach = await admit(target, request);
      const query = { ...input.query, ...openedCursor(reach, input.query?.cursor) };
      if (reach.kind !== "scoped" || reach.cql === undefined) {
        const within = await allSpaces(target, request.query);
        const answer = await confluence.call(key, { ...input, query: { ...query, ...within } });
        return (await clean(target, reach, answer)) as T;
      }
      const cql = await narrow(reach.cql);
      const answer = await confluence.call(key, { ...input, query: { ...query, cql } });
      return (await clean(target, reach, hideQuery(answer, cql, reach.cql))) as T;
    },
    async download(key, input) {
      await admit(endpoint(key), toRequest(input));
      return confluence.download(key, input);
    },
    judgeRaw,
    async raw(request) {
      const judged = await judgeRaw(request);
      if (judged === undefined) return confluence.raw(request);
      const { url, match, body, reach } = judged;
      const cql = reach.kind === "scoped" && reach.cql !== undefined ? await narrow(reach.cql) : undefined;
      if (cql !== undefined) url.searchParams.set("cql", cql);
      const within = Object.entries(await allSpaces(match.endpoint, url.searchParams));
      for (const [name, ids] of within) url.searchParams.set(name, ids.join());
      // Of several only the first is sent.
      const { cursor } = openedCursor(reach, url.searchParams.get("cursor") ?? undefined);
      if (cursor !== undefined) url.searchParams.set("cursor", cursor);
      const answer = await confluence.raw({
        ...request,
        path: url.pathname + url.search,
        // What was judged is what is sent: JSON that reads two ways does not go through.
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (answer.status >= 400 || answer.body.byteLength === 0) return answer;
      const said = readJson(answer);
      if (said === undefined) {
        const looksThrough = sayTheirSpace.has(match.endpoint.key) || rowsOf(reach) !== undefined;
        if (!looksThrough) return answer;
        throw new TributaryError("policy_refused", "Only an answer in JSON can be looked through for other spaces.", {
          hint: 'Send the header "accept": "application/json", and none about encodings.',
        });
      }
      const shown = cql === undefined ? said : hideQuery(said, cql, (reach as { cql: string }).cql);
      const cleaned = await clean(match.endpoint, reach, shown);
      if (cleaned === said) return answer;
      // How long the answer was, and its hash, tell of what was taken out.
      const headers = new Headers(answer.headers);
      for (const name of ["content-length", "etag"]) headers.delete(name);
      const link = headers.get("link");
      if (link !== null) headers.set("link", cursors.sealLink(link));
      return { ...answer, headers, body: new TextEncoder().encode(JSON.stringify(cleaned)) };
    },
  };
}

const rowsOf = (reach: Reach) => (reach.kind === "scoped" || reach.kind === "site" ? reach.rows : undefined);

function toRequest({ path = {}, query = {}, body }: CallInput): EndpointRequest {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.append(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return {
    path: Object.fromEntries(Object.entries(path).map(([name, value]) => [name, String(value)])),
    query: search,
    body,
  };
}

/** An answer's JSON; undefined when it is something else. */
function readJson({ headers, body }: SiteAnswer): unknown {
  if (!/json/i.test(headers.get("content-type") ?? "")) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function readBody(body: string | Uint8Array | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  try {
    return JSON.parse(typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new TributaryError("policy_refused", "A body that is not JSON cannot be judged by the spaces it names.", {
      hint: "Send JSON, or use the tool for it.",
    });
  }
}

/** The words of a query that was rewritten, wherever an answer repeats it: they would tell which spaces there are. */
function hideQuery(answer: unknown, sent: string, given: string): unknown {
  const text = JSON.stringify(answer);
  if (text === undefined) return answer;
  const inJson = (value: string) => JSON.stringify(value).slice(1, -1);
  const forms: [string, string][] = [
    [inJson(sent), inJson(given)],
    [encodeURIComponent(sent), encodeURIComponent(given)],
    [new URLSearchParams({ q: sent }).toString().slice(2), new URLSearchParams({ q: given }).toString().slice(2)],
  ];
  return JSON.parse(forms.reduce((all, [from, to]) => all.replaceAll(from, to), text));
}

const describe = ({ kind, id }: SpaceRef): string =>
  kind === "space" || kind === "spaceKey" ? `space ${id}` : `${kind === "content" ? "content" : kind} ${id}`;

const tellsPersonalSpaces = () =>
  new TributaryError("policy_refused", "Expanding personalSpace would tell of spaces this agent may not reach.", {
    hint: "Leave personalSpace out of expand.",
  });

const reachesTheSite = ({ method, path }: Endpoint) =>
  new TributaryError(
    "policy_refused",
    `${method} ${path} reaches the whole site, and this agent may reach some spaces only.`,
    { hint: "Use a tool that names the page or the space." },
  );
