import type { Json, OpenSite } from "../open-site.ts";

/**
 * The arguments of examples that cannot be written down beforehand: they are of something Tributary itself keeps, which
 * is made here first.
 */
const ownExamples: Record<string, (site: OpenSite) => Promise<Json>> = {
  async confluence_read_more(site) {
    const { meta } = await site.call("confluence_list_pages", { spaceId: "ENG" }, { maxCharacters: 2000 });
    return { next: meta.next };
  },
  async confluence_get_call(site) {
    const { meta } = await site.call("confluence_rename_page", { pageId: "ENG:Sluice", title: "Sluice of today" });
    await site.data("confluence_rename_page", { pageId: "ENG:Sluice of today", title: "Sluice" });
    return { callId: meta.callId };
  },
  async confluence_get_approval(site) {
    const agent = await site.agent({ groups: { Pages: { level: "write", requireApproval: true } } });
    const { data } = await agent.call("confluence_add_labels", { contentId: "ENG:Sluice", labels: ["reviewed"] });
    return { approvalId: data.approvalId };
  },
};

/** Arguments that work on the demo site as it is now. */
export const exampleOn = async (site: OpenSite, { name, example }: { name: string; example: Json }): Promise<Json> =>
  (await ownExamples[name]?.(site)) ?? example;
