import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tributary } from "@tributary/sdk";
import { describe, expect, it } from "vitest";
import { filesNamed, uploadFiles, writeResult } from "./local-files.ts";

const dir = mkdtempSync(join(tmpdir(), "tributary-files-"));

/** A server that keeps what it gets. */
function keeper() {
  const kept: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  const files = {
    async upload({ name, content }: { name: string; content: Uint8Array<ArrayBuffer> }) {
      kept.push({ name, bytes: content });
      return { fileId: `file_${kept.length}` };
    },
    download: async (id: string) => ({ ...kept[Number(id.slice(5)) - 1], mediaType: "x/y" }),
  } as unknown as Tributary["files"];
  return { kept, client: { files } };
}

describe("local files", () => {
  it("are named by parameter and path, once or several times", () => {
    expect(filesNamed(["call", "x", "--file", "fileId=./a=b.csv", "--file=c d.png", "--json"])).toEqual([
      { parameter: "fileId", path: "./a=b.csv" },
      { parameter: "fileId", path: "c d.png" },
    ]);
    expect(filesNamed(["call", "x"])).toEqual([]);
  });

  it("are uploaded under their own name, and their handles become arguments", async () => {
    const path = join(dir, "report.csv");
    writeFileSync(path, "a,b");
    const { kept, client } = keeper();
    expect(await uploadFiles(client, [{ parameter: "fileId", path }])).toEqual({ fileId: "file_1" });
    expect(kept[0]?.name).toBe("report.csv");
    await expect(uploadFiles(client, [{ parameter: "fileId", path: join(dir, "no") }])).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("are written from a handle or from the result itself", async () => {
    const { client } = keeper();
    await client.files.upload({ name: "x", content: new Uint8Array([0, 255]) });
    const path = join(dir, "out.bin");
    expect(await writeResult(client, { fileId: "file_1" }, path)).toBe(2);
    expect([...readFileSync(path)]).toEqual([0, 255]);
    await writeResult(client, { contentBase64: "AAE=" }, path);
    expect([...readFileSync(path)]).toEqual([0, 1]);
    await writeResult(client, { text: "žába" }, path);
    expect(readFileSync(path, "utf8")).toBe("žába");
    await expect(writeResult(client, { id: "1" }, path)).rejects.toMatchObject({ code: "invalid_input" });
  });
});
