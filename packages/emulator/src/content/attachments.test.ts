import { describe, expect, it } from "vitest";
import { createSite } from "../state/site.ts";
import {
  addAttachmentVersion,
  attachmentFile,
  attachmentNamed,
  attachmentsOf,
  createAttachment,
  parseAttachmentId,
} from "./attachments.ts";
import { createContent } from "./create-content.ts";
import { mediaTypeDescription, mediaTypeOf } from "./media-types.ts";
import { trashContent } from "./trash-content.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const doing = { by: "ada", at: 1000 };

function siteWithPage() {
  const site = createSite({ cloudId: "cloud", name: "lantern", prefix: "" });
  return { site, page: createContent(site, { type: "page", title: "Page", spaceId: 1, authorId: "ada", at: 0 }) };
}

describe("attachments", () => {
  it("keep the bytes, the type and the comment of every version", () => {
    const { site, page } = siteWithPage();
    const first = createAttachment(site, page, {
      fileName: "a.png",
      bytes: bytes("one"),
      comment: "first",
      minorEdit: true,
      ...doing,
    });
    const second = addAttachmentVersion(site, first, {
      fileName: "other.txt",
      bytes: bytes("second"),
      comment: "again",
      by: "ben",
      at: 2000,
    });
    expect(first).toMatchObject({
      title: "a.png",
      containerId: page.id,
      version: { number: 1, minorEdit: true, message: "first" },
    });
    expect(second).toMatchObject({
      id: first.id,
      title: "a.png",
      version: { number: 2, authorId: "ben", createdAt: 2000 },
    });
    expect(attachmentFile(site, second)).toMatchObject({
      facts: { mediaType: "image/png", size: 6, comment: "again" },
      bytes: bytes("second"),
    });
    expect(attachmentFile(site, second, 1)).toMatchObject({
      facts: { size: 3, comment: "first" },
      bytes: bytes("one"),
    });
    expect(attachmentFile(site, second, 3)).toBeUndefined();
  });

  it("are found by their exact name while they are current", () => {
    const { site, page } = siteWithPage();
    const file = createAttachment(site, page, { fileName: "Plan.pdf", bytes: bytes("x"), ...doing });
    expect(attachmentNamed(site, page.id, "Plan.pdf")?.id).toBe(file.id);
    expect(attachmentNamed(site, page.id, "plan.pdf")).toBeUndefined();
    trashContent(site, file, doing);
    expect(attachmentsOf(site, page.id)).toEqual([]);
    expect(attachmentNamed(site, page.id, "Plan.pdf")).toBeUndefined();
  });

  it("are called by their digits, with or without `att`", () => {
    expect([parseAttachmentId("att12"), parseAttachmentId("12")]).toEqual([12, 12]);
    for (const wrong of ["", "att", "att-1", "12att", "1.5", "a12"])
      expect(parseAttachmentId(wrong), wrong).toBeUndefined();
  });

  it("have the type their uploader gave, or that of their name", () => {
    expect(mediaTypeOf("a.png", "image/webp; x=1")).toBe("image/webp");
    expect(mediaTypeOf("a.PNG", "application/octet-stream")).toBe("image/png");
    expect(mediaTypeOf("README")).toBe("application/octet-stream");
    expect(mediaTypeDescription("image/png")).toBe("PNG Image");
    expect(mediaTypeDescription("application/x-unheard-of")).toBeNull();
  });
});
