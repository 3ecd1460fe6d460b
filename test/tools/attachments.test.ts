import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v2 = "/wiki/api/v2";

describe("attachments", () => {
  let site: OpenSite;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const filesOf = async (pageId: string): Promise<Json[]> =>
    (await site.site("GET", `${v2}/pages/${pageId}/attachments`)).json.results;
  const writes = (requests: string[]) => requests.filter((r) => !r.startsWith("GET"));
  const sluice = async (): Promise<string> =>
    (await site.site("GET", `${v2}/pages?title=Sluice`)).json.results.find((p: Json) => p.status === "current").id;
  const bytesOf = async (attachmentId: string, version?: number): Promise<string> =>
    (await site.data("confluence_download_attachment", { attachmentId, version, as: "text" })).text;

  it("are listed of a page, of the site, by name, by type, and paged without loss", async () => {
    const { items } = await site.data("confluence_list_attachments", { contentId: "ENG:Sluice" });
    expect(items.map((item: Json) => item.title).sort()).toEqual(["sluice-capacity.csv", "sluice-parts.svg"]);
    expect(items[0]).toMatchObject({ contentId: await sluice(), contentType: "page", version: 1, status: "current" });
    const named = await site.data("confluence_list_attachments", {
      contentId: "ENG:Sluice",
      filename: "sluice-parts.svg",
    });
    expect(named.items).toHaveLength(1);
    const pictures = await site.data("confluence_list_attachments", { mediaType: "image/svg+xml", limit: 250 });
    expect(pictures.items.length).toBeGreaterThan(3);
    const all = (await site.site("GET", `${v2}/attachments?limit=250`)).json.results.map((row: Json) => row.id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await site.data("confluence_list_attachments", cursor === undefined ? { limit: 30 } : { cursor });
      seen.push(...page.items.map((item: Json) => item.id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen.sort()).toEqual(all.sort());
  });

  it("cost one request to list by URL, and to download one for the facts, one for the address, one for the bytes", async () => {
    const id = await sluice();
    const url = `https://x.atlassian.net/wiki/spaces/ENG/pages/${id}/Sluice`;
    expect(await site.requests(() => site.data("confluence_list_attachments", { contentId: url }))).toEqual([
      `GET ${v2}/pages/${id}/attachments`,
    ]);
    const requests = await site.requests(() =>
      site.data("confluence_download_attachment", { attachmentId: "att91225" }),
    );
    expect(requests).toHaveLength(3);
    expect(requests[0]).toMatch(/attachments\/att91225$/);
    expect(requests[1]).toMatch(/att91225\/download$/);
    expect(requests[2]).toMatch(/\/download\/attachments\//);
  });

  it("come back as handle, text or base64, and only text as text", async () => {
    const text = await bytesOf("att91225");
    expect(text.split("\n").length).toBeGreaterThan(3);
    const { contentBase64 } = await site.data("confluence_download_attachment", {
      attachmentId: "91225",
      as: "base64",
    });
    expect(Buffer.from(contentBase64, "base64").toString()).toBe(text);
    const file = await site.data("confluence_download_attachment", { attachmentId: "att91225" });
    expect(file).toMatchObject({ name: "rapids-times.csv", mediaType: "text/csv", size: Buffer.byteLength(text) });
    expect(file.fileId).toMatch(/^file_/);
    const picture = await site.call("confluence_download_attachment", { attachmentId: "att87519", as: "text" });
    expect(picture.error).toMatchObject({ code: "invalid_input", message: expect.stringContaining("image/png") });
  });

  it("are uploaded as text, base64 or handle, and taken away by the undo", async () => {
    const id = await sluice();
    const before = await filesOf(id);
    const image = (await site.data("confluence_download_attachment", { attachmentId: "att87519" })).fileId;
    const uploads = [
      { fileName: "note.md", text: "# Žába" },
      { fileName: "raw.bin", contentBase64: Buffer.from([0, 255, 10]).toString("base64") },
      { fileId: image },
    ];
    for (const upload of uploads) {
      const answer = await site.call("confluence_upload_attachment", { contentId: "ENG:Sluice", ...upload });
      expect(answer.error).toBeNull();
      expect(await filesOf(id)).toHaveLength(before.length + 1);
      const { json } = await site.site("GET", `${v2}/attachments/${answer.data.id}`);
      expect(json).toMatchObject({ title: answer.data.title, fileSize: answer.data.size, pageId: id });
      if (answer.data.title === "note.md") expect(await bytesOf(json.id)).toBe("# Žába");
      if (answer.data.title === "visit-01.png") expect(json).toMatchObject({ mediaType: "image/png", fileSize: 508 });
      await site.undo(answer);
      expect((await filesOf(id)).map((row) => row.id)).toEqual(before.map((row) => row.id));
    }
  });

  it("of a taken name become a new version, which the undo replaces by the old bytes", async () => {
    const id = await sluice();
    const [old] = (await filesOf(id)).filter(({ title }) => title === "sluice-capacity.csv");
    const text = await bytesOf(old.id);
    const answer = await site.call("confluence_upload_attachment", {
      contentId: id,
      fileName: "sluice-capacity.csv",
      text: "a,b\n1,2\n",
      comment: "Measured again",
    });
    expect(answer.data).toMatchObject({ id: old.id, version: 2, size: 8 });
    expect(await bytesOf(old.id)).toBe("a,b\n1,2\n");
    const versions = await site.data("confluence_list_attachment_versions", { attachmentId: old.id });
    expect(versions.items.map((v: Json) => v.version)).toEqual([2, 1]);
    await site.undo(answer);
    expect(await bytesOf(old.id)).toBe(text);
    expect(await bytesOf(old.id, 2)).toBe("a,b\n1,2\n");
    expect((await site.site("GET", `${v2}/attachments/${old.id}`)).json.version.number).toBe(3);
  });

  it("change nothing on a dry run, which says what would happen", async () => {
    const requests = await site.requests(async () => {
      const { data, meta } = await site.call("confluence_upload_attachment", {
        contentId: "ENG:Sluice",
        fileName: "sluice-capacity.csv",
        text: "x",
        dryRun: true,
      });
      expect(meta.dryRun).toBe(true);
      expect(data.summary).toBe('Replace the file "sluice-capacity.csv" (1 bytes) of the page "Sluice".');
      await site.data("confluence_delete_attachment", { attachmentId: "att91225", dryRun: true });
    });
    expect(writes(requests)).toEqual([]);
  });

  it("are refused before anything is sent when the bytes are not clear or the name is a path", async () => {
    const bad = [
      {},
      { text: "a", contentBase64: "YQ==" },
      { contentBase64: "data:text/plain;base64,YQ==" },
      { contentBase64: "abc$" },
      { text: "a", fileName: "../etc/passwd" },
      { fileId: "file_nobodys" },
      { fromVersion: 1, fileName: "never-there.csv" },
    ];
    for (const args of bad) {
      const requests = await site.requests(async () => {
        const given = { contentId: "ENG:Sluice", fileName: "x.txt", ...args };
        const { error } = await site.call("confluence_upload_attachment", given);
        expect(error?.code, JSON.stringify(args)).toMatch(/invalid_input|not_found/);
      });
      expect(writes(requests)).toEqual([]);
    }
  });

  it("tell of a site that accepts an upload or a deletion and does nothing", async () => {
    site.emulator.admin.addFault({ kind: "ignored-write", match: "child/attachment", remaining: 2 });
    for (const fileName of ["new.txt", "sluice-capacity.csv"]) {
      const { error } = await site.call("confluence_upload_attachment", {
        contentId: "ENG:Sluice",
        fileName,
        text: "x",
      });
      expect(error, fileName).toMatchObject({ code: "upstream_error", message: expect.stringContaining("accepted") });
    }
    site.emulator.admin.addFault({ kind: "ignored-write", match: "attachments/att91225" });
    const { error } = await site.call("confluence_delete_attachment", { attachmentId: "att91225" });
    expect(error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("accepted") });
  });

  it("settle an upload or deletion whose answer was lost", async () => {
    const { admin } = site.emulator;
    const upload = { contentId: "ENG:Sluice", fileName: "new.txt", text: "x" };
    admin.addFault({ kind: "drop-after", method: "PUT", remaining: 1 });
    const done = await site.call("confluence_upload_attachment", upload);
    expect(done).toMatchObject({ error: null, data: { title: "new.txt", version: 1 } });
    admin.addFault({ kind: "drop-before", method: "PUT", remaining: 1 });
    const undone = await site.call("confluence_upload_attachment", { ...upload, fileName: "other.txt" });
    expect(undone.error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("not carried out") });
    admin.addFault({ kind: "drop-after", method: "DELETE", remaining: 1 });
    const gone = await site.call("confluence_delete_attachment", { attachmentId: done.data.id });
    expect(gone).toMatchObject({ error: null, data: { status: "trashed" } });
    expect((await filesOf(await sluice())).map(({ title }) => title)).not.toContain("new.txt");
  });

  it("go to the trash, and say that the API cannot bring them back", async () => {
    const preview = await site.data("confluence_delete_attachment", { attachmentId: "att91225", dryRun: true });
    expect(preview.irreversible).toContain("trash");
    const answer = await site.call("confluence_delete_attachment", { attachmentId: "att91225" });
    expect(answer).toMatchObject({ error: null, meta: { undoable: false } });
    expect((await site.site("GET", `${v2}/attachments/att91225`)).json.status).toBe("trashed");
    const again = await site.requests(() => site.data("confluence_delete_attachment", { attachmentId: "att91225" }));
    expect(writes(again)).toEqual([]);
    expect((await site.call("confluence_get_attachment", { attachmentId: "att1" })).error?.code).toBe("not_found");
  });

  it("hang on blog posts and on drafts that were never published too", async () => {
    const post = (await site.site("GET", `${v2}/blogposts?limit=1`)).json.results[0];
    const draft = await site.data("confluence_create_page", {
      spaceId: "ENG",
      title: "Not yet",
      body: "x",
      status: "draft",
    });
    for (const contentId of [post.id, draft.id]) {
      const answer = await site.call("confluence_upload_attachment", { contentId, fileName: "a.txt", text: "a" });
      expect(answer).toMatchObject({ error: null, data: { contentId, version: 1 } });
      expect(await bytesOf(answer.data.id)).toBe("a");
      await site.undo(answer);
      expect((await site.site("GET", `${v2}/attachments/${answer.data.id}`)).json.status).toBe("trashed");
    }
    const { error } = await site.call("confluence_upload_attachment", { contentId: "1", fileName: "a.txt", text: "a" });
    expect(error?.code).toBe("not_found");
  });

  it("have labels", async () => {
    await site.site("POST", "/wiki/rest/api/content/att87419/label", [{ prefix: "global", name: "raw" }]);
    const { items } = await site.data("confluence_list_attachment_labels", { attachmentId: "att87419" });
    expect(items.map((label: Json) => [label.name, label.prefix])).toEqual([
      ["stations", "global"],
      ["register", "global"],
      ["raw", "global"],
    ]);
  });
});
