import { z } from "zod";
import { postJson } from "./embedder.ts";

/** Judges texts against a query, by a model that reads both. */
export type Reranker = {
  /** Positions of the texts, best first; texts the model left out are missing. */
  rank(query: string, texts: readonly string[], signal?: AbortSignal): Promise<number[]>;
};

export type RerankerSettings = {
  /** Up to and without `/rerank`. */
  baseUrl: string;
  model: string;
  apiKey?: string;
};

const answer = z.object({
  results: z.array(z.object({ index: z.number().int().nonnegative(), relevance_score: z.number() })),
});

const mostCharacters = 4_000;

/** The shape that Cohere, Jina, vLLM and others share: `POST {baseUrl}/rerank` with `{model, query, documents, top_n}`. */
export function createReranker(settings: RerankerSettings, fetch: typeof globalThis.fetch): Reranker {
  return {
    async rank(query, texts, signal) {
      const documents = texts.map((text) => text.slice(0, mostCharacters));
      const { results } = await postJson(
        { url: `${settings.baseUrl}/rerank`, what: "rerank", apiKey: settings.apiKey },
        { model: settings.model, query, documents, top_n: documents.length },
        answer,
        { fetch, signal },
      );
      return results
        .filter(({ index }) => index < texts.length)
        .sort((a, b) => b.relevance_score - a.relevance_score)
        .map(({ index }) => index);
    },
  };
}
