import { describe, expect, it } from "vitest";
import { type Asked, errorFromAnswer } from "./atlassian-error.ts";

const now = Date.parse("2026-06-01T10:50:00Z");
const error = (status: number, message: string, scopes: string[][] = [], asked: Asked = {}, headers = {}) =>
  errorFromAnswer(
    { status, headers: new Headers(headers), body: JSON.stringify({ message }) },
    "page 1",
    scopes,
    now,
    asked,
  );

describe("what a site cannot do", () => {
  it("names the scope that is missing, of the alternatives minus what was granted", () => {
    const scopes = [["write:confluence-content"], ["read:content-details:confluence", "write:content:confluence"]];
    const refused = error(401, "Unauthorized; scope does not match", scopes, {
      granted: ["read:content-details:confluence", "read:page:confluence"],
    });
    expect(refused).toMatchObject({
      code: "scope_missing",
      hint: expect.stringContaining("write:content:confluence"),
      details: { missingScopes: ["write:content:confluence"], degradation: "SCOPE_MISSING(write:content:confluence)" },
    });
  });

  it("names the operation that is gone, and the way round it", () => {
    const operation = {
      method: "PUT",
      path: "/wiki/rest/api/content/{pageId}/move/{position}/{targetId}",
      key: "v1.movePage",
    } as const;
    expect(error(410, "This deprecated endpoint has been removed.", [], { operation })).toMatchObject({
      code: "endpoint_gone",
      message: expect.stringContaining("v1.movePage"),
      hint: expect.stringContaining("confluence_update_page"),
      details: { degradation: "V1_GONE_410", endpoint: operation },
    });
  });

  it("names the successor of what the endpoint table does not know any more", () => {
    for (const [method, path, successor] of [
      ["GET", "/wiki/rest/api/content", "/wiki/api/v2/pages"],
      ["PUT", "/wiki/rest/api/content/123", "/wiki/api/v2/pages/{id}"],
      ["GET", "/wiki/rest/api/content/123/child/attachment", "/wiki/api/v2/pages/{id}/attachments"],
      ["GET", "/wiki/rest/api/space/ENG", "/wiki/api/v2/spaces?keys={key}"],
    ] as const)
      expect(error(410, "", [], { operation: { method, path } }).hint).toContain(successor);
  });

  it("says which plan has an operation that was refused", () => {
    const operation = { method: "POST", path: "/wiki/api/v2/pages/{id}/redact", key: "postRedactPage" } as const;
    expect(error(403, "no", [], { operation })).toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("Guard Premium"),
      details: { degradation: "PLAN_GATED_403" },
    });
    expect(error(403, "no").details).not.toHaveProperty("degradation");
  });
});

it("says when a limited request may come again", () => {
  const headers = {
    "ratelimit-reason": "confluence-quota-global-based",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "2026-06-01T11:00:00Z",
  };
  expect(error(429, "Rate limit exceeded", [], {}, headers)).toMatchObject({
    code: "rate_limited",
    details: { retryAfterMs: 600_000, resetAt: "2026-06-01T11:00:00.000Z", reason: "confluence-quota-global-based" },
  });
});

describe("what a site refused", () => {
  it("says what to do next, whatever the status, and names the parameter where the site does", () => {
    for (const status of [400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 412, 413, 415, 422, 423, 429, 500, 503])
      for (const message of ["", "No."]) expect(error(status, message).hint, String(status)).toMatch(/\w.*\.$/);
    expect(error(400, "Provided value {x} for 'space-id' is not the correct type.").hint).toContain("space-id");
  });
});
