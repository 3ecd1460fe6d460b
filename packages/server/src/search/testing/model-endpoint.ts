import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A model server on loopback: embeddings that know which words mean the same, and a reranker that counts them. */
export type ModelEndpoint = {
  baseUrl: string;
  /** Bodies of the requests it got, by path. */
  requests: { path: string; authorization: string | undefined; body: Record<string, unknown> }[];
  /** What to answer instead: a status, or nothing at all. */
  fail: number | "hang" | undefined;
  close(): Promise<void>;
};

const meanings = [
  ["car", "automobile", "vehicle"],
  ["holiday", "vacation", "leave"],
  ["salary", "pay", "wage"],
  ["bug", "defect", "fault"],
];

export function vectorOf(text: string): number[] {
  const lower = text.toLowerCase();
  const meaning = meanings.map((words) => words.filter((word) => lower.includes(word)).length);
  // The rest keeps texts without any of them apart.
  const rest = Array.from({ length: 28 }, (_, i) => ((lower.charCodeAt(i % Math.max(1, lower.length)) || 0) % 7) / 100);
  return [...meaning, ...rest];
}

export async function startModelEndpoint(): Promise<ModelEndpoint> {
  const endpoint: ModelEndpoint = { baseUrl: "", requests: [], fail: undefined, close: async () => undefined };
  const server: Server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text) as Record<string, unknown>;
    endpoint.requests.push({ path: request.url ?? "", authorization: request.headers.authorization, body });
    if (endpoint.fail === "hang") return;
    response.writeHead(endpoint.fail ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(endpoint.fail === undefined ? answer(request.url ?? "", body) : { error: "down" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  endpoint.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return endpoint;
}

function answer(path: string, body: Record<string, unknown>) {
  if (path.endsWith("/embeddings")) {
    const data = (body.input as string[]).map((text, index) => ({ index, embedding: vectorOf(text) }));
    return { data: data.reverse() };
  }
  const documents = body.documents as string[];
  const score = (text: string) =>
    vectorOf(text).reduce((sum, value, at) => sum + value * (vectorOf(String(body.query))[at] ?? 0), 0);
  return { results: documents.map((text, index) => ({ index, relevance_score: score(text) })) };
}
