import { z } from "zod";
import { TributaryError } from "../base/errors.ts";

/** Texts to vectors of length one. */
export type Embedder = {
  /** Names everything a vector depends on; vectors of another id cannot be compared. */
  id: string;
  /** Most texts of one request. */
  batchSize: number;
  documents(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
  query(text: string, signal?: AbortSignal): Promise<Float32Array>;
};

export type EmbedderSettings = {
  /** Up to and without `/embeddings`, as in `https://api.openai.com/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string;
  /** Asked of models that can shorten their vectors. */
  dimensions?: number;
  /** Put before texts, for models trained with such marks. */
  queryPrefix?: string;
  documentPrefix?: string;
  batchSize?: number;
};

const answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1) })),
});

/** Models take some thousand tokens; what stands behind them in an overlong passage is cut by us, not refused by them. */
const mostCharacters = 8_000;

/** An OpenAI-compatible endpoint: `POST {baseUrl}/embeddings` with `{model, input}`. Throws `upstream_error` and `upstream_unreachable`. */
export function createEmbedder(settings: EmbedderSettings, fetch: typeof globalThis.fetch): Embedder {
  const { model, dimensions, queryPrefix = "", documentPrefix = "", batchSize = 32 } = settings;
  const embed = async (texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> => {
    const { data } = await postJson(
      { url: `${settings.baseUrl}/embeddings`, what: "embeddings", apiKey: settings.apiKey },
      { model, input: texts, ...(dimensions !== undefined && { dimensions }) },
      answer,
      { fetch, signal },
    );
    const vectors = texts.map((_, at) => data.find(({ index }) => index === at)?.embedding);
    return vectors.map((vector) => {
      if (vector === undefined) throw unusable("embeddings", "it answered with fewer vectors than texts");
      return unitVector(vector);
    });
  };
  return {
    id: JSON.stringify({ model, dimensions, documentPrefix }),
    batchSize,
    documents: (texts, signal) =>
      embed(
        texts.map((text) => documentPrefix + text.slice(0, mostCharacters)),
        signal,
      ),
    async query(text, signal) {
      const [vector] = await embed([queryPrefix + text.slice(0, mostCharacters)], signal);
      if (vector === undefined) throw unusable("embeddings", "it answered without a vector");
      return vector;
    },
  };
}

export function unitVector(values: ArrayLike<number>): Float32Array {
  const vector = Float32Array.from(values);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** `hint` says what becomes of the work when there is no answer. */
type Endpoint = { url: string; what: string; apiKey: string | undefined; hint?: string };

/** Asks a model's endpoint and checks the shape of what comes back. Never repeats the answer's text: it may hold content. */
export async function postJson<T>(
  { url, what, apiKey, hint = "Search goes on with words alone." }: Endpoint,
  body: unknown,
  shape: z.ZodType<T>,
  { fetch, signal }: { fetch: typeof globalThis.fetch; signal: AbortSignal | undefined },
): Promise<T> {
  const headers = {
    "content-type": "application/json",
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  };
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      redirect: "error",
      signal: signal ?? null,
    });
  } catch (error) {
    throw new TributaryError("upstream_unreachable", `The ${what} endpoint did not answer.`, {
      hint: `${hint} Check that the endpoint runs and its address is right.`,
      cause: error,
    });
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw unusable(what, `it answered ${response.status}`);
  }
  const parsed = shape.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw unusable(what, "its answer has another shape");
  return parsed.data;
}

function unusable(what: string, why: string): TributaryError {
  return new TributaryError("upstream_error", `The ${what} endpoint cannot be used: ${why}.`, {
    hint: "Check its address, model and key.",
  });
}
