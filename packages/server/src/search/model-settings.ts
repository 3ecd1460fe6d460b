import { z } from "zod";
import { TributaryError } from "../base/errors.ts";
import type { EmbedderSettings } from "./embedder.ts";
import type { RerankerSettings } from "./reranker.ts";

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));

const environment = z.object({
  EMBEDDINGS_BASE_URL: url.optional(),
  EMBEDDINGS_MODEL: z.string().optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_DIMENSIONS: z.coerce.number().int().min(8).max(8192).optional(),
  EMBEDDINGS_QUERY_PREFIX: z.string().optional(),
  EMBEDDINGS_DOCUMENT_PREFIX: z.string().optional(),
  EMBEDDINGS_BATCH_SIZE: z.coerce.number().int().min(1).max(2048).optional(),
  RERANK_BASE_URL: url.optional(),
  RERANK_MODEL: z.string().optional(),
  RERANK_API_KEY: z.string().optional(),
});

export type ModelSettings = { embeddings?: EmbedderSettings; rerank?: RerankerSettings };

/** The optional models of an environment. Without an address there is none; an address needs a model's name. Throws `invalid_input`. */
export function readModelSettings(env: Record<string, string | undefined>): ModelSettings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new TributaryError("invalid_input", `The environment has settings that cannot be used: ${wrong}.`);
  }
  const e = parsed.data;
  const embeddings = model("EMBEDDINGS", e.EMBEDDINGS_BASE_URL, e.EMBEDDINGS_MODEL, e.EMBEDDINGS_API_KEY);
  const rerank = model("RERANK", e.RERANK_BASE_URL, e.RERANK_MODEL, e.RERANK_API_KEY);
  return {
    ...(embeddings && {
      embeddings: {
        ...embeddings,
        ...(e.EMBEDDINGS_DIMENSIONS !== undefined && { dimensions: e.EMBEDDINGS_DIMENSIONS }),
        ...(e.EMBEDDINGS_QUERY_PREFIX !== undefined && { queryPrefix: e.EMBEDDINGS_QUERY_PREFIX }),
        ...(e.EMBEDDINGS_DOCUMENT_PREFIX !== undefined && { documentPrefix: e.EMBEDDINGS_DOCUMENT_PREFIX }),
        ...(e.EMBEDDINGS_BATCH_SIZE !== undefined && { batchSize: e.EMBEDDINGS_BATCH_SIZE }),
      },
    }),
    ...(rerank && { rerank }),
  };
}

function model(name: string, baseUrl: string | undefined, named: string | undefined, apiKey: string | undefined) {
  if (baseUrl === undefined) return undefined;
  if (named === undefined) {
    throw new TributaryError("invalid_input", `${name}_BASE_URL is set, and ${name}_MODEL is missing.`);
  }
  return { baseUrl, model: named, ...(apiKey !== undefined && { apiKey }) };
}
