import { z } from "zod";
import { catalogue } from "../tools/catalogue.ts";
import { schemasOf } from "../tools/input-schema.ts";
import type { Route } from "./route.ts";
import { envelopeShape, errorShape } from "./schemas.ts";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const toSchema = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
};

/** The OpenAPI 3.1 document of the API: every route, and every tool as a path of its own under its real address. */
export function openApiDocument(routes: readonly Route[], serverUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const definition of routes) {
    const path = paths[definition.path] ?? {};
    paths[definition.path] = path;
    path[definition.method.toLowerCase()] = operation(definition);
  }
  for (const tool of catalogue) {
    const args = schemasOf(tool).input;
    paths[`/v1/tools/${tool.name}/execute`] = {
      post: {
        operationId: tool.name,
        summary: tool.title,
        description: tool.description,
        tags: [tool.group],
        security: [{ apiKey: [] }],
        requestBody: json({
          type: "object",
          properties: {
            connectionId: { type: "string" },
            userId: { type: "string" },
            siteId: { type: "string" },
            arguments: args,
          },
        }),
        responses: {
          200: { description: "The call's envelope", ...json(toSchema(envelopeShape, "output")) },
          default: errorAnswer,
        },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Tributary", version: "1", description: "Confluence Cloud for AI agents and people." },
    servers: [{ url: serverUrl }],
    paths,
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
  };
}

const errorAnswer = { description: "An error", ...json(toSchema(z.object({ error: errorShape }), "output")) };

function operation(definition: Route): object {
  const query =
    definition.query === undefined
      ? {}
      : (toSchema(definition.query, "input") as { properties?: Record<string, object>; required?: string[] });
  const names = [...definition.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  return {
    summary: definition.summary,
    security: definition.access === "public" ? [] : [{ apiKey: [] }],
    "x-access": definition.access,
    parameters: [
      ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...Object.entries("properties" in query ? (query.properties ?? {}) : {}).map(([name, schema]) => ({
        name,
        in: "query",
        required: "required" in query && (query.required?.includes(name) ?? false),
        schema,
      })),
    ],
    ...(definition.body !== undefined && { requestBody: json(toSchema(definition.body, "input")) }),
    responses: {
      [definition.status ?? 200]:
        definition.status === 204
          ? { description: "Done" }
          : { description: "The answer", ...json(toSchema(definition.response, "output")) },
      default: errorAnswer,
    },
  };
}
