import { existsSync, readFileSync } from "node:fs";
import type { Schema } from "./json-schema.ts";

export type DocumentedParameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
};

export type DocumentedAnswer = {
  readonly status: number;
  /** Content types the documents name, with the schema of each; empty when they promise no body. */
  readonly content: Readonly<Record<string, Schema>>;
  /** Names in lower case. */
  readonly headers: readonly string[];
};

export type DocumentedOperation = {
  readonly api: "v1" | "v2";
  readonly id: string;
  readonly method: string;
  /** From the root of the site, with parameters in braces. */
  readonly path: string;
  readonly parameters: readonly DocumentedParameter[];
  readonly takesBody: boolean;
  readonly answers: readonly DocumentedAnswer[];
  /** Alternatives; of each all members are needed. */
  readonly scopes: readonly (readonly string[])[];
};

type Json = Readonly<Record<string, any>>;

export type ApiDocument = {
  readonly operations: readonly DocumentedOperation[];
  readonly resolve: (ref: string) => Schema;
};

const folder = new URL("../../../../../../shared/spec/", import.meta.url);
const files = { v1: "confluence-v1.openapi.json", v2: "confluence-v2.openapi.json" } as const;

/** The documents are Atlassian's and no part of this repository; who has them puts them beside it. */
export const documentsArePresent = Object.values(files).every((name) => existsSync(new URL(name, folder)));

const methods = new Set(["get", "post", "put", "delete", "patch"]);

export function readDocument(api: "v1" | "v2"): ApiDocument {
  const document = JSON.parse(readFileSync(new URL(files[api], folder), "utf8")) as Json;
  const follow = (part: Json): Json => (typeof part.$ref === "string" ? at(document, part.$ref) : part);
  const operations: DocumentedOperation[] = [];
  for (const [path, item] of Object.entries(document.paths as Json)) {
    for (const [method, one] of Object.entries(item as Json)) {
      if (!methods.has(method)) continue;
      const operation = one as Json;
      const parameters = [...(operation.parameters ?? []), ...((item as Json).parameters ?? [])].map((part: Json) =>
        follow(part),
      );
      operations.push({
        api,
        id: operation.operationId as string,
        method: method.toUpperCase(),
        path: api === "v2" ? `/wiki/api/v2${path}` : path,
        parameters: parameters.map((part) => ({
          name: part.name,
          in: part.in,
          required: part.required === true,
          schema: part.schema ?? {},
        })),
        takesBody: operation.requestBody !== undefined,
        answers: Object.entries(operation.responses as Json).map(([status, answer]) =>
          answerOf(Number(status), follow(answer as Json)),
        ),
        scopes: ((operation["x-atlassian-oauth2-scopes"] ?? []) as Json[]).map((set) => set.scopes as string[]),
      });
    }
  }
  return { operations, resolve: (ref) => at(document, ref) as Schema };
}

function answerOf(status: number, answer: Json): DocumentedAnswer {
  const content = Object.entries((answer.content ?? {}) as Json).map(([type, media]) => [
    type,
    ((media as Json).schema ?? {}) as Schema,
  ]);
  return {
    status,
    content: Object.fromEntries(content),
    headers: Object.keys(answer.headers ?? {}).map((name) => name.toLowerCase()),
  };
}

function at(document: Json, ref: string): Json {
  let found: Json | undefined = document;
  for (const part of ref.replace(/^#\//, "").split("/"))
    found = found?.[part.replace(/~1/g, "/").replace(/~0/g, "~")] as Json | undefined;
  if (found === undefined) throw new Error(`The document has no ${ref}`);
  return found;
}

export const succeeds = ({ status }: { status: number }): boolean => status >= 200 && status < 400;
