import { expect, test } from "vitest";
import type { Incoming } from "./exchange.ts";
import { readBody } from "./request-body.ts";

const read = (json: string) =>
  readBody("json", {
    headers: { "content-type": "application/json" },
    body: async () => Buffer.from(json),
  } as unknown as Incoming);

test("half of a surrogate pair becomes the replacement character, a whole pair stays", async () => {
  expect(await read('{"title":"a\\ud800b \\ud83d\\ude00","list":["\\udc00"]}')).toEqual({
    title: "a\ufffdb 😀",
    list: ["\ufffd"],
  });
});
