import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { errorFromAnswer } from "../../confluence/atlassian-error.ts";
import type { Confluence, RawRequest } from "../../confluence/client.ts";
import { type EndpointKey, matchEndpoint } from "../../confluence/endpoints.ts";
import { type Action, anyJson, defineTool } from "../tool.ts";
import { readSitePath } from "./site-path.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const input = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"]).default("GET").describe("HTTP method."),
  path: z.string().min(1).max(4096).describe("Path under the site, such as /wiki/api/v2/pages/{id}."),
  pathParams: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .default({})
    .describe("Values of the path's {placeholders}."),
  query: z
    .record(z.string(), z.union([scalar, z.array(scalar)]))
    .default({})
    .describe("Query parameters."),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe("Headers, sent exactly as given; none is added but authorization."),
  body: anyJson("Body: an object or array is sent as JSON, text as it is.").optional(),
});

const answerShape = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
  encoding: z.enum(["json", "text", "base64", "none"]),
});

/** Headers that would change who asks, what is asked, or how the request is framed. */
const refusedHeaders =
  /^(authorization|cookie2?|host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|forwarded|x-forwarded-.*|x-http-method(-overr?ide)?|x-method(-overr?ide)?|x-original-(url|method|uri)|x-rewrite-url|x-host|atl-confluence-with-admin-key|proxy-.*)$/i;

/** A token, as HTTP has them; and text without line breaks, in the one character set of headers. */
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

const mostBytes = 10 * 1024 * 1024;

export const apiCall = defineTool({
  name: "confluence_api_call",
  title: "API call",
  description:
    "Sends one request to Confluence's REST API of the connected site, for what no other tool does. Prefer the other tools: they read and write Markdown and check what they did. v2 paths begin with /wiki/api/v2, v1 with /wiki/rest/api. Returns status, headers and body (JSON as it is, text as text, anything else as base64). The same permissions hold as for the other tools.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input,
  output: answerShape,
  endpoints: [],
  targets: ({ path, pathParams, query }) => [{ kind: "path", ref: readSitePath(path, pathParams, query).decoded }],
  action: judge,
  example: {
    method: "GET",
    path: "/wiki/api/v2/spaces",
    query: { keys: "ENG" },
    headers: { accept: "application/json" },
  },
  async prepare(request, { confluence }) {
    const { method, path, pathParams, query } = request;
    const sitePath = readSitePath(path, pathParams, query);
    checkHeaders(request.headers);
    if (request.body !== undefined && (method === "GET" || method === "HEAD")) {
      throw new TributaryError("invalid_input", `A ${method} has no body.`, {
        hint: "Send what it asks for in query, or choose the method that writes.",
      });
    }
    const { effect } = judge(request);
    const commit = async () => ({ data: await send(request, sitePath, confluence) });
    if (effect === "read") return { preview: null, commit };
    await confluence.judgeRaw?.(requestOf(request, sitePath));
    return {
      preview: {
        summary: `Send ${method} ${sitePath.decoded}${sitePath.query} to the site's API.`,
        changes: [
          {
            kind: "path",
            id: sitePath.decoded,
            after: {
              method,
              ...(sitePath.query !== "" && { query: sitePath.query }),
              ...(Object.keys(request.headers).length > 0 && { headers: request.headers }),
              ...(request.body !== undefined && { body: request.body }),
            },
          },
        ],
        irreversible: "what a raw request did cannot be taken back from the record",
      },
      commit,
    };
  },
});

function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    // Some servers read a header's _ as -.
    if (refusedHeaders.test(name.trim().replaceAll("_", "-"))) {
      throw new TributaryError("invalid_input", `The header ${name} cannot be set.`, {
        hint: "Leave it out: authorization is added by the server.",
      });
    }
    if (!headerName.test(name) || !headerValue.test(value)) {
      const what = headerName.test(name)
        ? `The value of the header ${name}`
        : `The header name ${JSON.stringify(name)}`;
      throw new TributaryError("invalid_input", `${what} has characters that headers cannot have.`, {
        hint: "Send names of letters, digits and -, and values in one line.",
      });
    }
  }
}

function requestOf(
  { method, headers, body }: z.output<typeof input>,
  sitePath: ReturnType<typeof readSitePath>,
): RawRequest {
  const known = matchEndpoint(method, sitePath.decoded)?.endpoint;
  return {
    method,
    path: sitePath.encoded + sitePath.query,
    headers,
    effect: known?.effect === "read" ? "read" : "write",
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
}

async function send(
  request: z.output<typeof input>,
  sitePath: ReturnType<typeof readSitePath>,
  confluence: Confluence,
): Promise<z.input<typeof answerShape>> {
  const { method, headers, body } = request;
  const known = matchEndpoint(method, sitePath.decoded)?.endpoint;
  const answer = await confluence.raw(requestOf(request, sitePath));
  const answerHeaders = Object.fromEntries([...answer.headers].filter(([name]) => name !== "set-cookie"));
  if (answer.body.byteLength > mostBytes) {
    throw new TributaryError(
      "payload_too_large",
      `The answer has ${answer.body.byteLength} bytes; ${mostBytes} are taken at most.`,
      { hint: "Ask for less, with limit or fewer expansions." },
    );
  }
  if (answer.status >= 400) {
    const text = new TextDecoder().decode(answer.body);
    const error = errorFromAnswer(
      { status: answer.status, headers: answer.headers, body: text },
      `${method} ${sitePath.decoded}`,
      known?.scopes ?? [],
      Date.now(),
      answer.asked,
    );
    throw new TributaryError(error.code, error.message, {
      hint: hintFor(error, headerHint(answer.status, headers, body)),
      ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
      details: { ...error.details, status: answer.status, headers: answerHeaders, body: readBody(answer).body },
    });
  }
  return { status: answer.status, headers: answerHeaders, ...readBody(answer) };
}

const createsSpace = new Set<EndpointKey>(["createSpace", "v1.createSpace", "v1.createPrivateSpace"]);

function judge({
  method,
  path,
  pathParams,
  query,
}: Pick<z.output<typeof input>, "method" | "path" | "pathParams" | "query">): Action {
  const { decoded } = readSitePath(path, pathParams, query);
  const known = matchEndpoint(method, decoded)?.endpoint;
  if (known === undefined) {
    const deletes = method === "DELETE";
    return {
      group: "Pages",
      effect: deletes ? "delete" : "write",
      unknownOperation: true,
      // Whatever it would turn out to be: nothing that looks like a space's deletion is put before a person.
      ...(deletes && /\/spaces?\/[^/]+$/i.test(decoded) && { deletesSpace: true }),
    };
  }
  return {
    group: known.group,
    effect: known.effect,
    operation: known.key,
    ...(known.key === "v1.deleteSpace" && { deletesSpace: true }),
    ...(createsSpace.has(known.key) && { createsSpace: true }),
  };
}

function readBody({ headers, body }: { headers: Headers; body: Uint8Array }): {
  body: unknown;
  encoding: "json" | "text" | "base64" | "none";
} {
  if (body.byteLength === 0) return { body: null, encoding: "none" };
  const type = headers.get("content-type") ?? "";
  if (/json/i.test(type)) {
    try {
      return { body: JSON.parse(new TextDecoder().decode(body)), encoding: "json" };
    } catch {
      // Said to be JSON and is not: give it as text.
    }
  }
  if (/^text\/|json|xml|javascript|csv/i.test(type)) return { body: new TextDecoder().decode(body), encoding: "text" };
  return { body: Buffer.from(body).toString("base64"), encoding: "base64" };
}

/** What the site cannot do at all is not helped by a header. */
function hintFor({ hint, details }: TributaryError, aboutHeaders: string | undefined): string {
  const first = details?.degradation === undefined ? (aboutHeaders ?? hint) : hint;
  return first ?? "Compare the request with the API's documentation.";
}

function headerHint(status: number, headers: Record<string, string>, body: unknown): string | undefined {
  const has = (name: string) => Object.keys(headers).some((key) => key.toLowerCase() === name);
  if (status === 415 || (status === 400 && body !== undefined && !has("content-type"))) {
    return 'Headers are sent as given: add "content-type": "application/json" for a JSON body.';
  }
  if (status === 406 || ((status === 404 || status === 500) && !has("accept")))
    return 'Headers are sent as given: try adding "accept": "application/json".';
  if (status === 403 && !has("x-atlassian-token"))
    return 'Uploads and other v1 writes want the header "x-atlassian-token": "no-check".';
  return undefined;
}
