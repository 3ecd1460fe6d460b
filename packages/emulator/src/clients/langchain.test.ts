import { expect, test } from "vitest";
import { clientsInstalled, howToInstall, importClient, type Json } from "../../clients/installed.ts";
import { createEmulator } from "../index.ts";

test("LangChain's ConfluencePagesLoader loads all pages of a space behind the legacy switch", async (ctx) => {
  if (!clientsInstalled) ctx.skip(howToInstall);
  const emulator = await createEmulator({ seed: "demo", port: 0, legacyV1: true });
  try {
    const { email, apiToken, siteUrl } = emulator.credentials;
    const path = "@langchain/community/dist/document_loaders/web/confluence.js";
    const { ConfluencePagesLoader } = await importClient(path);
    const access = { baseUrl: `${siteUrl}/wiki`, username: email, accessToken: apiToken };
    const authorization = `Basic ${btoa(`${email}:${apiToken}`)}`;
    const get = async (url: string): Promise<Json> => (await fetch(url, { headers: { authorization } })).json();
    const [space] = (await get(`${siteUrl}/wiki/api/v2/spaces?keys=ENG`)).results;
    const pages = await get(`${siteUrl}/wiki/api/v2/spaces/${space.id}/pages?depth=all&status=current&limit=250`);
    const titles = pages.results.map(({ title }: Json) => title).sort();

    const loader = new ConfluencePagesLoader({ ...access, spaceKey: "ENG", limit: 20, maxRetries: 1 });
    const documents: Json[] = await loader.load();

    expect(titles.length).toBeGreaterThan(40);
    expect(documents.map(({ metadata }) => metadata.title).sort()).toEqual(titles);
    for (const { pageContent, metadata } of documents) {
      const { id, status, type, version, updated_by, updated_at } = metadata;
      expect([status, type, typeof id, typeof version]).toEqual(["current", "page", "string", "number"]);
      expect([typeof updated_by, new Date(updated_at).toISOString()]).toEqual(["string", updated_at]);
      expect(pageContent).not.toMatch(/<\/?(p|ac:|ri:)/);
    }
    const known = documents.find(({ metadata }) => metadata.title === titles[0]);
    const page = await get(`${siteUrl}/wiki/api/v2/pages/${known.metadata.id}?body-format=storage`);
    const [word] = /[A-Za-z]{6,}/.exec(page.body.storage.value.replaceAll(/<[^>]*>/g, " ")) ?? [];
    expect(known.pageContent).toContain(word);
  } finally {
    await emulator.close();
  }
});
