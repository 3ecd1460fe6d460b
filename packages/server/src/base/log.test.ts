import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { TributaryError } from "./errors.ts";
import { createLog } from "./log.ts";

function written(log: (to: ReturnType<typeof createLog>) => void): string {
  const out = new PassThrough();
  log(createLog("debug", out));
  return String(out.read());
}

it("never writes values under the names of secrets", () => {
  const text = written((log) =>
    log.info(
      {
        code: "abc",
        token: "t0",
        request: { authorization: "Bearer x", body: { clientSecret: "cs", password: "pw" } },
      },
      "x",
    ),
  );
  for (const secret of ["abc", "t0", "Bearer", "cs", "pw"]) expect(text).not.toContain(`"${secret}`);
});

it("says what an error calls itself, and nothing else under that name", () => {
  const line = JSON.parse(written((log) => log.error({ err: new TributaryError("not_found", "gone") }, "x")));
  expect(line.err).toMatchObject({ errorCode: "not_found", message: "gone" });
  const odd = Object.assign(new Error("odd"), { code: "4/0AX4XfWj-secret" });
  expect(written((log) => log.error({ err: odd }, "x"))).not.toContain("0AX4XfWj");
});
