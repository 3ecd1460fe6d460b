import type { Call } from "@tributary/sdk";
import { describe, expect, test } from "vitest";
import { mergeNewest } from "./merge-newest.ts";

const call = (id: string, outcome: Call["outcome"] = "ok") => ({ id, outcome }) as Call;
const ids = (calls: Call[]) => calls.map(({ id, outcome }) => (outcome === "ok" ? id : `${id} ${outcome}`));

describe("mergeNewest", () => {
  test("puts new calls in front, and takes what has become of others", () => {
    const { calls, gap } = mergeNewest([call("c"), call("b")], [call("b", "running"), call("a")], 2);
    expect(ids(calls)).toEqual(["c", "b", "a"]);
    expect(gap).toBe(false);
  });

  test("says when calls in between may be missing", () => {
    expect(mergeNewest([call("z"), call("y")], [call("b")], 2).gap).toBe(true);
    expect(mergeNewest([call("z")], [call("b")], 2).gap).toBe(false);
    expect(mergeNewest([call("z"), call("y")], [], 2).gap).toBe(false);
  });
});
