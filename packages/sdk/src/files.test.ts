import { describe, expect, test } from "vitest";
import { Tributary } from "./tributary.ts";

const bytes = new Uint8Array([0, 255, 10]);

function client(answer: (request: Request) => Response) {
  const seen: Request[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    seen.push(request);
    return answer(request);
  };
  return { files: new Tributary({ baseUrl: "http://t", apiKey: "k", fetch, retries: 1 }).files, seen };
}

describe("files", () => {
  test("are uploaded as they are, with their name and type", async () => {
    const kept = { fileId: "file_1", name: "a.bin", mediaType: "x/y", size: 3, expiresAt: "2026-01-01T00:00:00Z" };
    const { files, seen } = client(() => Response.json(kept, { status: 201 }));
    expect(await files.upload({ name: "a b.bin", content: bytes, mediaType: "x/y" })).toEqual(kept);
    await files.upload({ name: "a.txt", content: "žába" });
    await files.upload({ name: "a.png", content: new Blob([bytes], { type: "image/png" }) });
    const [first, second, third] = seen;
    expect(first?.url).toBe("http://t/v1/files?name=a+b.bin");
    expect(first?.headers.get("content-type")).toBe("x/y");
    expect(new Uint8Array((await first?.arrayBuffer()) ?? [])).toEqual(bytes);
    expect(second?.headers.get("content-type")).toBe("text/plain");
    expect(await second?.text()).toBe("žába");
    expect(third?.headers.get("content-type")).toBe("image/png");
  });

  test("are downloaded with the name they had", async () => {
    const headers = { "content-type": "image/png", "content-disposition": "attachment; filename*=UTF-8''a%20b%27.png" };
    const { files, seen } = client(() => new Response(bytes, { headers }));
    expect(await files.download("file_1")).toEqual({ name: "a b'.png", mediaType: "image/png", bytes });
    expect(seen[0]?.url).toBe("http://t/v1/files/file_1");
  });

  test("that are gone throw the server's error", async () => {
    const error = { code: "not_found", message: "There is no file file_1.", status: 404 };
    const { files } = client(() => Response.json({ error }, { status: 404 }));
    await expect(files.download("file_1")).rejects.toMatchObject({ code: "not_found" });
  });
});
