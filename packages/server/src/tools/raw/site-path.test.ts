import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSitePath } from "./site-path.ts";

const read = (path: string, params: Record<string, string> = {}) => readSitePath(path, params, {});

describe("readSitePath", () => {
  it("fills placeholders, encoded, and puts /wiki before short forms", () => {
    expect(read("/api/v2/pages/{id}", { id: "12" })).toMatchObject({
      decoded: "/wiki/api/v2/pages/12",
      encoded: "/wiki/api/v2/pages/12",
    });
    expect(read("rest/api/content/{id}/label/{label}", { id: "1", label: "a b" }).encoded).toBe(
      "/wiki/rest/api/content/1/label/a%20b",
    );
  });

  it("joins the query of the path with the query given, which wins", () => {
    expect(readSitePath("/wiki/api/v2/pages?limit=5&sort=id", {}, { limit: 10, id: [1, 2] }).query).toBe(
      "?sort=id&limit=10&id=1&id=2",
    );
  });

  it.each([
    "https://evil.example/wiki/api/v2/pages",
    "//evil.example/wiki/api/v2/pages",
    "/wiki/api/v2/../../admin",
    "/wiki/api/v2/%2e%2e/%2e%2e/admin",
    "/wiki/api/v2/.%2e/admin",
    "/wiki//api/v2/pages",
    "/wiki/api/v2/pages/",
    "/wiki/api/v2/pages%2f1",
    "/wiki/api/v2/pages%5c1",
    "/wiki/api/v2/pages%252f1",
    "/wiki/api/v2\\pages",
    "/wiki/api/v2/pages;x=1",
    "/wiki/api/v2/pages%00",
    "/wiki/api/v2/pages#x",
    "/wiki/api/v2/%zz",
    "/WIKI/api/v2/pages",
    "/admin/api/v2/pages",
    "/wiki/spaces/ENG",
    "/wiki/api/v2/pages/{id}",
    "/wiki/api/v2/pages/{constructor}",
  ])("refuses %s", (path) => {
    expect(() => read(path)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  it("refuses a separator that comes in through a path parameter", () => {
    for (const id of ["1/../../admin", "..", "a\\b", "%2e%2e", "1?purge=true", "1#"]) {
      const result = (() => {
        try {
          return read("/wiki/api/v2/pages/{id}", { id }).encoded;
        } catch {
          return "refused";
        }
      })();
      // What is not refused is still one part of the path.
      if (result !== "refused") expect(result.split("/")).toHaveLength(6);
      expect(result).not.toMatch(/[?#]|\.\./);
    }
  });

  it("sends exactly what was judged, for any path", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), (parts) => {
        let path: ReturnType<typeof read>;
        try {
          path = read(`/wiki/api/v2/${parts.join("/")}`);
        } catch {
          return;
        }
        const sent = new URL(path.encoded + path.query, "https://site.invalid");
        expect(decodeURIComponent(sent.pathname)).toBe(path.decoded);
        expect(sent.host).toBe("site.invalid");
      }),
      { numRuns: 2000 },
    );
  });

  it("sees at once that braces never end", () => {
    const before = performance.now();
    expect(read(`/wiki/api/v2/${"{".repeat(200_000)}`).decoded).toMatch(/\{$/);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
