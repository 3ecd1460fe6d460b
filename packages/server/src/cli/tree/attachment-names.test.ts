import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tributary } from "@tributary/sdk";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { exportTree } from "./export-tree.ts";
import { attachmentFileNames } from "./file-names.ts";
import { importTree } from "./import-tree.ts";

const folder = mkdtempSync(join(tmpdir(), "tributary-names-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const odd = ["..", "con.txt", "a:b?.png", "end.", "end", "space ", "Chart.png", "chart.png", "../../x.sh", "half.part"];

it("gives any attachments of a page files of their own that every system takes", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...odd))), (titles) => {
      const names = attachmentFileNames(titles, {});
      expect([...names.keys()].sort()).toEqual([...titles].sort());
      const files = [...names.values()];
      expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(files.length);
      for (const name of files) {
        expect(name).not.toMatch(/[/\\:*?"<>|]|[. ]$|\.part$|^(?:con|nul)(?:\.|$)/i);
        expect(name).not.toBe("");
      }
    }),
  );
  expect([...attachmentFileNames(["chart.png", "plan.png"], {}).values()]).toEqual(["chart.png", "plan.png"]);
});

it("keeps a name that was given when another comes beside it, unless it leads elsewhere", () => {
  expect(attachmentFileNames(["Chart.png", "chart.png"], { "chart.png": "chart.png" }).get("chart.png")).toBe(
    "chart.png",
  );
  expect(attachmentFileNames([".."], { "..": ".." }).get("..")).toBe("file");
});

/** A site of one page with attachments: just what export and import ask of it. */
function siteOf(storage: string, titles: readonly string[]) {
  const made: Record<string, unknown>[] = [];
  const uploaded: [string, string][] = [];
  const bytes = new Map<string, Uint8Array>();
  const answers: Record<string, (input: Record<string, string>) => unknown> = {
    confluence_get_space: () => ({ id: "1", key: "ENG" }),
    confluence_list_pages: () => ({
      items: made.length > 0 || storage === "" ? [] : [{ id: "7", title: "Page", version: 1 }],
    }),
    confluence_get_page: () => ({ id: "7", title: "Page", body: storage, version: 1 }),
    confluence_list_labels: () => ({ items: [] }),
    confluence_list_attachments: () => ({ items: titles.map((title, at) => ({ id: `${at}`, title, version: 1 })) }),
    confluence_download_attachment: ({ attachmentId }) => ({ fileId: attachmentId }),
    confluence_create_page: (input) => {
      made.push(input);
      return { id: "8", version: 1 };
    },
    confluence_upload_attachment: ({ fileName = "", fileId = "" }) => {
      expect(fileName).toMatch(/^[^\s/\\](?:[^/\\]*[^\s/\\])?$/);
      uploaded.push([fileName, new TextDecoder().decode(bytes.get(fileId))]);
      return {};
    },
  };
  const client = {
    tools: {
      execute: async (name: string, request: { arguments: Record<string, string> }) => ({
        successful: true,
        data: answers[name]?.(request.arguments),
        meta: {},
      }),
    },
    files: {
      download: async (id: string) => ({ bytes: new TextEncoder().encode(titles[Number(id)]) }),
      upload: async ({ content }: { content: Uint8Array }) => {
        const fileId = `f${bytes.size}`;
        bytes.set(fileId, content);
        return { fileId };
      },
    },
  } as unknown as Tributary;
  return { client, made, uploaded };
}

it("exports attachments of any name with links that lead to them, and imports them by the names they had where an upload takes those", async () => {
  const attribute = (title: string) => `<ac:image><ri:attachment ri:filename="${title}" /></ac:image>`;
  const storage = odd.map((title) => `<p>See</p>${attribute(title)}`).join("");
  const through = {} as Parameters<typeof exportTree>[0]["through"];
  const from = siteOf(storage, odd);
  const request = { client: from.client, through, from: "ENG", folder, all: false, force: false };
  expect(await exportTree(request)).toMatchObject({ written: 1, attachments: odd.length, problems: [] });

  const names = readdirSync(join(folder, "Page.files"));
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(odd.length);
  const markdown = readFileSync(join(folder, "Page.md"), "utf8");
  const targets = [...markdown.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => decodeURIComponent(target));
  expect(targets.map((target) => readFileSync(join(folder, target), "utf8"))).toEqual(odd);

  const to = siteOf("", []);
  writeFileSync(join(folder, "Page.md"), markdown.replace("See", "Look"));
  await importTree({ client: to.client, through, folder, to: "ENG", dryRun: false });
  const shown = [...String(to.made[0]?.body).matchAll(/ri:filename="([^"]*)"/g)].map(([, name = ""]) => name);
  const uploaded = new Map(to.uploaded);
  expect(shown.map((name) => uploaded.get(name))).toEqual(odd);
  expect(shown.filter((name) => odd.includes(name))).toHaveLength(odd.length - 2);
});
