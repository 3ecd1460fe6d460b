import { expect, test } from "vitest";
import { type Method, noBody, operation } from "./operation.ts";
import { createRouter } from "./router.ts";

const one = (method: Method, path: string) =>
  operation({ api: "v1", id: `${method} ${path}`, method, path, scopes: [], handle: () => noBody() });
const route = createRouter([
  one("GET", "/content/{id}"),
  one("GET", "/content/search"),
  one("GET", "/content/{id}/child/{type}"),
  one("GET", "/content/{id}/child/attachment/{attachmentId}"),
  one("DELETE", "/content/{id}"),
]);
const idOf = (method: string, path: string) => {
  const found = route(method, path);
  return found && ("operation" in found ? found.operation.id : found.allowed);
};

test("literal segments win, and the search goes back when they lead nowhere", () => {
  expect(idOf("GET", "/content/search")).toBe("GET /content/search");
  expect(idOf("GET", "/content/1/child/attachment")).toBe("GET /content/{id}/child/{type}");
  expect(idOf("GET", "/content/1/child/attachment/att2")).toBe("GET /content/{id}/child/attachment/{attachmentId}");
  expect(idOf("GET", "/content/search/child/page")).toBe("GET /content/{id}/child/{type}");
});

test("says which methods a path has, and nothing for paths it does not know", () => {
  expect(idOf("POST", "/content/1")).toEqual(["GET", "DELETE"]);
  expect(idOf("HEAD", "/content/1")).toBe("GET /content/{id}");
  expect(idOf("GET", "/content")).toBeUndefined();
  expect(idOf("GET", "/content//child/page")).toBeUndefined();
});

test("decodes path values and keeps broken escapes as they are", () => {
  const idIn = (path: string) => {
    const found = route("GET", path);
    return found && "operation" in found ? found.path.get("id") : undefined;
  };
  expect(idIn("/content/a%20b")).toBe("a b");
  expect(idIn("/content/%zz")).toBe("%zz");
});

test("the same method and path twice is a mistake in the table", () => {
  expect(() => createRouter([one("GET", "/a/{x}"), one("GET", "/a/{y}")])).toThrow("Two operations for GET /a/{y}");
});
