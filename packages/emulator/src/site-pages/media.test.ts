import { expect, it } from "vitest";
import { addAttachmentVersion, createAttachment } from "../content/attachments.ts";
import { createContent } from "../content/create-content.ts";
import { createSite } from "../state/site.ts";
import { mediaPath, serveMedia } from "./media.ts";

it("serves the version an address was made for, until the address runs out", () => {
  const site = createSite({ cloudId: "c", name: "lantern", prefix: "" });
  const page = createContent(site, { type: "page", title: "Page", spaceId: 1, authorId: "a", at: 0 });
  const upload = (text: string) => ({ fileName: "a b.txt", bytes: new TextEncoder().encode(text), by: "a", at: 0 });
  const attachment = addAttachmentVersion(site, createAttachment(site, page, upload("old")), upload("new"));
  const path = mediaPath(site, attachment, 1, 1000);
  expect(path).toContain(`/download/attachments/${page.id}/a%20b.txt?version=1&token=`);
  const token = new URL(path, "http://x").searchParams.get("token") ?? "";
  const answer = serveMedia(site, token, 2000);
  expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/plain" } });
  expect(Buffer.from(answer?.body ?? "").toString()).toBe("old");
  expect(serveMedia(site, "another", 2000)).toBeUndefined();
  expect(serveMedia(site, token, 1000 + 60 * 60 * 1000)).toBeUndefined();
});
