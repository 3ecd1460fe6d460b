import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allEndpoints, matchEndpoint } from "./endpoints.ts";

const documents = ["v2", "v1"].map(
  (v) => new URL(`../../../../../shared/spec/confluence-${v}.openapi.json`, import.meta.url),
);

describe("endpoint table", () => {
  it("finds every operation by its own path", () => {
    for (const endpoint of allEndpoints()) {
      const path = endpoint.path.replace(/\{[^}]+\}/g, "123");
      expect(matchEndpoint(endpoint.method, path)?.endpoint.key, endpoint.path).toBe(endpoint.key);
    }
  });

  it("prefers a literal part over a parameter", () => {
    expect(matchEndpoint("GET", "/wiki/rest/api/user/current")?.endpoint.key).toBe("v1.getCurrentUser");
    expect(matchEndpoint("POST", "/wiki/rest/api/space/_private")?.endpoint.key).toBe("v1.createPrivateSpace");
  });

  it("gives the path parameters", () => {
    expect(matchEndpoint("GET", "/wiki/api/v2/pages/42")?.params).toEqual({ id: "42" });
  });

  it("does not know other methods, longer or shorter paths", () => {
    expect(matchEndpoint("PATCH", "/wiki/api/v2/pages/42")).toBeUndefined();
    expect(matchEndpoint("GET", "/wiki/api/v2/pages/42/nothing")).toBeUndefined();
    expect(matchEndpoint("GET", "/wiki/api/v2/pages//")).toBeUndefined();
  });

  it("deletes nothing under the name of a read", () => {
    for (const { method, effect, key } of allEndpoints()) {
      if (method === "DELETE" || method === "PUT") expect(effect, key).not.toBe("read");
    }
  });

  it.skipIf(!documents.every((url) => existsSync(url)))(
    "has every operation of Atlassian's documents with its scopes",
    () => {
      type Operation = { operationId?: string; "x-atlassian-oauth2-scopes"?: { scopes: string[] }[] };
      let count = 0;
      for (const [i, url] of documents.entries()) {
        const { paths } = JSON.parse(readFileSync(url, "utf8")) as { paths: Record<string, Record<string, Operation>> };
        for (const [path, methods] of Object.entries(paths)) {
          for (const [method, operation] of Object.entries(methods)) {
            if (operation.operationId === undefined) continue;
            count++;
            const full = (i === 0 ? "/wiki/api/v2" : "") + path;
            const found = matchEndpoint(method.toUpperCase(), full.replace(/[{}]/g, "x"))?.endpoint;
            expect(found?.path, `${method} ${full}`).toBe(full);
            expect(found?.scopes).toEqual((operation["x-atlassian-oauth2-scopes"] ?? []).map(({ scopes }) => scopes));
          }
        }
      }
      expect(count).toBe(allEndpoints().length);
    },
  );
});
