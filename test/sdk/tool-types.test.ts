import { readFileSync, writeFileSync } from "node:fs";
import { Tributary } from "@tributary/sdk";
import { describe, expect, expectTypeOf, it } from "vitest";
import { toolTypes, toolTypesFile } from "./tool-types.ts";

describe("the SDK's types of the tools", () => {
  it("are those of the catalogue today (npm run docs writes them anew)", () => {
    const made = toolTypes();
    if (process.env.WRITE_DOCS) writeFileSync(toolTypesFile, made);
    expect(readFileSync(toolTypesFile, "utf8")).toBe(made);
  });

  it("are those of what is executed, by the tool's name", () => {
    const { tools } = new Tributary({ baseUrl: "http://127.0.0.1:1" });
    // Only compiled: what is asked of the compiler is asked by the gate's type check.
    const read = () => tools.execute("confluence_get_page", { arguments: { pageId: "1", format: "text" } });
    const shown = () =>
      tools.execute("confluence_rename_page", { arguments: { pageId: "1", title: "New" }, dryRun: true });
    // @ts-expect-error: a parameter that is missing
    const missing = () => tools.execute("confluence_get_page", { arguments: {} });
    // @ts-expect-error: a value that there is not
    const wrong = () => tools.execute("confluence_get_page", { arguments: { pageId: "1", format: "pdf" } });
    const unknown = (name: string) => tools.execute(name, { arguments: { anything: true } });
    const said = () => tools.execute<{ id: string }>("confluence_get_page", { arguments: { pageId: "1" } });
    type Data<F extends () => Promise<{ data: unknown }>> = NonNullable<Awaited<ReturnType<F>>["data"]>;
    expectTypeOf<Data<typeof read>["title"]>().toEqualTypeOf<string>();
    expectTypeOf<Data<typeof shown>["summary"]>().toEqualTypeOf<string>();
    expectTypeOf<Data<typeof said>>().toEqualTypeOf<{ id: string }>();
    expect([read, shown, missing, wrong, unknown, said]).toHaveLength(6);
  });
});
