import type { Context } from "hono";
import type { z } from "zod";
import { TributaryError } from "../base/errors.ts";
import { refuseUnwieldy } from "../base/unwieldy.ts";
import type { Caller } from "../calls/caller.ts";

/** Who may use a route: anybody, any caller, signed-in people, or admins only. */
export type Access = "public" | "caller" | "member" | "admin";

type Parts<Q, B> = { params: Record<string, string>; query: Q; body: B; caller: Caller; context: Context };

/** One route of the API: what it takes, what it answers, who may use it. The OpenAPI document is made of these. */
export type Route<Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{name}` placeholders. */
  path: string;
  summary: string;
  access: Access;
  query?: Q;
  body?: B;
  response: z.ZodType;
  /** Status of the answer; 200 when not said. */
  status?: 200 | 201 | 204;
  handle(parts: Parts<z.output<Q>, z.output<B>>): Promise<unknown>;
};

/** Fixes a route's types. A handler may also return a Response of its own. */
export function route<Q extends z.ZodType, B extends z.ZodType>(definition: Route<Q, B>): Route {
  return definition as unknown as Route;
}

/** Runs a route's handler on a request: checks who asks, then what. */
export async function answer(
  definition: Route,
  context: Context,
  identify: () => Promise<Caller | undefined>,
): Promise<Response> {
  const caller = definition.access === "public" ? undefined : await identify();
  if (definition.access !== "public") authorise(definition.access, caller);
  const query = parse(definition.query, "the query", context.req.query());
  const body = definition.body === undefined ? undefined : parse(definition.body, "the body", await readJson(context));
  const result = await definition.handle({
    params: context.req.param() as Record<string, string>,
    query,
    body,
    caller: caller as Caller,
    context,
  });
  if (result instanceof Response) return result;
  if (definition.status === 204) return context.body(null, 204);
  // Answers hold pages, keys and sessions: nothing on the way keeps a copy.
  return context.json(result as object, definition.status ?? 200, { "cache-control": "no-store" });
}

function authorise(access: Exclude<Access, "public">, caller: Caller | undefined): void {
  if (caller === undefined) {
    throw new TributaryError("unauthenticated", "This needs an API key or a signed-in member.", {
      hint: "Send the header Authorization: Bearer <API key>.",
    });
  }
  const allowed = access === "caller" || (caller.kind === "member" && (access === "member" || caller.role === "admin"));
  if (!allowed) {
    throw new TributaryError(
      "forbidden",
      access === "admin" ? "Only an admin may do this." : "Only a member may do this, not an agent.",
      {
        hint: "Use the API key of an admin, or sign in to the dashboard.",
      },
    );
  }
}

function parse(schema: z.ZodType | undefined, what: string, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const problems = issues
    .slice(0, mostProblems)
    .map(({ path, message }) => excerpt(path.length === 0 ? message : `${path.join(".")}: ${message}`));
  if (issues.length > mostProblems) problems.push(`and ${issues.length - mostProblems} more`);
  throw new TributaryError("invalid_input", `Something is wrong with ${what}: ${problems.join("; ")}.`, {
    hint: "The API is described at /v1/openapi.json.",
  });
}

/** An answer is not to be longer than what it answers. */
const mostProblems = 10;
const excerpt = (text: string) => (text.length <= 500 ? text : `${text.slice(0, 500)}…`);

async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TributaryError("invalid_input", `The body is not JSON: ${(cause as Error).message}.`, {
      hint: "Send JSON, with the header content-type: application/json.",
      cause,
    });
  }
  refuseUnwieldy(value, "The body");
  return value;
}
