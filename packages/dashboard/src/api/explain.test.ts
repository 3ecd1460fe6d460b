import { TributaryError } from "@tributary/sdk";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

describe("explain", () => {
  test("passes on what the server said, and Atlassian's own words", () => {
    const error = new TributaryError(
      {
        code: "upstream_error",
        message: "Confluence failed.",
        status: 502,
        hint: "Try again later.",
        atlassian: { status: 503, message: "Service Unavailable" },
      },
      { requestId: "req_1" },
    );
    expect(explain(error)).toEqual({
      title: "Confluence failed.",
      hint: "Try again later.",
      atlassian: "Atlassian answered 503: Service Unavailable",
      requestId: "req_1",
    });
  });

  test("says in a person's words that the server is not there", () => {
    const error = new TributaryError({ code: "upstream_unreachable", message: "GET /v1/me: broke.", status: 0 });
    expect(explain(error)).toMatchObject({ title: "The server cannot be reached.", atlassian: undefined });
  });

  test("says that something may have been done where the server went away in between", () => {
    const error = new TributaryError({
      code: "outcome_unknown",
      message: "POST /v1/approvals/apr_1/approve was sent, but the connection broke.",
      status: 0,
      hint: "Look before you send it again: calls.list() shows what the server did.",
    });
    const { title, hint } = explain(error);
    expect(title).toBe("The server did not answer.");
    expect(hint).toMatch(/may have been done/);
    expect(hint).not.toMatch(/calls\.list/);
  });

  test("says in a person's words that no answer came in time", () => {
    const error = new TributaryError({
      code: "timeout",
      message: "GET /v1/agents: no answer came within 60000 ms.",
      status: 0,
      hint: "Raise timeoutMs if this may take longer.",
    });
    expect(explain(error)).toMatchObject({
      title: "The server did not answer in time.",
      hint: "Try again in a moment.",
    });
  });

  test("keeps requests of the API, and numbers of requests, out of what a person can mend", () => {
    const error = new TributaryError(
      { code: "not_found", message: "There is no agent agt_1.", status: 404, hint: "List them with GET /v1/agents." },
      { requestId: "req_1" },
    );
    expect(explain(error)).toEqual({
      title: "There is no agent agt_1.",
      hint: undefined,
      atlassian: undefined,
      requestId: undefined,
    });
  });

  test("leaves of a hint what can be done in the dashboard", () => {
    const hint = "Reconnect it: POST /v1/connections/conn_1/reconnect, or in the dashboard.";
    const error = new TributaryError({ code: "connection_expired", message: "It expired.", status: 409, hint });
    expect(explain(error).hint).toBe("Reconnect it under Integrations.");
  });

  test("owns up to faults of the dashboard", () => {
    expect(explain(new TypeError("x is undefined"))).toMatchObject({ hint: "x is undefined" });
    expect(explain("odd").title).toMatch(/dashboard/);
  });
});
