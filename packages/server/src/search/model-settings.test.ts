import { expect, test } from "vitest";
import { readModelSettings } from "./model-settings.ts";

test("without an address there is no model", () => {
  expect(readModelSettings({ EMBEDDINGS_MODEL: "m", RERANK_API_KEY: "k", EMBEDDINGS_BASE_URL: "" })).toEqual({});
});

test("all settings are read", () => {
  const env = {
    EMBEDDINGS_BASE_URL: "http://127.0.0.1:11434/v1/",
    EMBEDDINGS_MODEL: "nomic",
    EMBEDDINGS_API_KEY: "k",
    EMBEDDINGS_DIMENSIONS: "256",
    EMBEDDINGS_QUERY_PREFIX: "search_query: ",
    RERANK_BASE_URL: "https://rerank.example/v1",
    RERANK_MODEL: "r",
  };
  expect(readModelSettings(env)).toEqual({
    embeddings: {
      baseUrl: "http://127.0.0.1:11434/v1",
      model: "nomic",
      apiKey: "k",
      dimensions: 256,
      queryPrefix: "search_query: ",
    },
    rerank: { baseUrl: "https://rerank.example/v1", model: "r" },
  });
});

test("what is wrong is named, and an address without a model is wrong", () => {
  expect(() => readModelSettings({ EMBEDDINGS_BASE_URL: "nowhere", EMBEDDINGS_DIMENSIONS: "x" })).toThrow(
    /EMBEDDINGS_BASE_URL.*EMBEDDINGS_DIMENSIONS/,
  );
  expect(() => readModelSettings({ RERANK_BASE_URL: "http://x" })).toThrow(/RERANK_MODEL is missing/);
});
