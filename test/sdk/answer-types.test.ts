import {
  type Call,
  type Connection,
  type ErrorBody,
  isPending,
  type ResultMeta,
  type SearchResult,
  type Source,
  type SyncRun,
  type Tool,
  type Tributary,
} from "@tributary/sdk";
import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type {
  callShape,
  connectionShape,
  envelopeShape,
  errorShape,
  toolShape,
} from "../../packages/server/src/http/schemas.ts";
import type { runShape, searchShape, sourceShape } from "../../packages/server/src/http/search-schemas.ts";

/** Judged by the type checker; what the server answers is checked against its shapes elsewhere. */
describe("what the SDK says of an answer", () => {
  it("has every field the server's shape has, and no other", () => {
    expectTypeOf<Fields<Call>>().toEqualTypeOf<Fields<z.output<typeof callShape>>>();
    expectTypeOf<Fields<Connection>>().toEqualTypeOf<Fields<z.output<typeof connectionShape>>>();
    expectTypeOf<Fields<Tool>>().toEqualTypeOf<Fields<z.output<typeof toolShape>>>();
    expectTypeOf<Fields<ErrorBody>>().toEqualTypeOf<Fields<z.output<typeof errorShape>>>();
    expectTypeOf<Fields<ResultMeta>>().toEqualTypeOf<Fields<z.output<typeof envelopeShape>["meta"]>>();
    expectTypeOf<Fields<SearchResult>>().toEqualTypeOf<Fields<z.output<typeof searchShape>>>();
    expectTypeOf<Fields<SearchResult["items"][number]>>().toEqualTypeOf<
      Fields<z.output<typeof searchShape>["items"][number]>
    >();
    expectTypeOf<Fields<Source>>().toEqualTypeOf<Fields<z.output<typeof sourceShape>>>();
    expectTypeOf<Fields<SyncRun>>().toEqualTypeOf<Fields<z.output<typeof runShape>>>();
  });

  it("can take whatever the server may answer", () => {
    expectTypeOf<z.output<typeof callShape>>().toExtend<Call>();
    expectTypeOf<z.output<typeof toolShape>>().toExtend<Loose<Tool>>();
    expectTypeOf<z.output<typeof searchShape>>().toExtend<Loose<SearchResult>>();
    expectTypeOf<z.output<typeof sourceShape>>().toExtend<Loose<Source>>();
    expectTypeOf<z.output<typeof runShape>>().toExtend<Loose<SyncRun>>();
  });
});

describe("a program in strict TypeScript", () => {
  it("reads results, pending writes and the id of the call without an assertion", () => {
    expectTypeOf(readEdit).returns.resolves.toEqualTypeOf<string>();
  });
});

/** Never run: the compiler is the judge. */
async function readEdit(tributary: Tributary): Promise<string> {
  const written = await tributary.tools.execute("confluence_edit_page", {
    arguments: { pageId: "1", operations: [{ op: "append", content: "Looked at today." }] },
  });
  if (isPending(written)) return written.data.approvalId;
  if (!written.successful) return written.error.message;
  expectTypeOf(written.data.version).toEqualTypeOf<number>();
  await tributary.calls.undo(written.meta.callId);
  return written.meta.site?.name ?? written.meta.tool;
}

type Fields<T> = keyof T;

/** A field that may be left out may also be undefined: JSON does not tell the two apart. */
type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? { [Key in keyof T]: undefined extends T[Key] ? Loose<T[Key]> | undefined : Loose<T[Key]> }
    : T;
