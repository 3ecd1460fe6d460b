import { describe, expect, it } from "vitest";
import { readMeetingFile } from "./read-meeting-file.ts";

const now = "2026-03-02T09:00:00.000Z";

describe("a meeting's file", () => {
  it("is read as notes with front matter, headings closed by signs, and lists", () => {
    const text = `---\ntitle: "Weekly: planning"\ndate: 2026-03-01\nattendees: [Ada, Ben]\n---\n## Next steps ##\n- Write it down @ada due 2026-03-05\n`;
    expect(readMeetingFile("notes.md", text, now)).toMatchObject({
      title: "Weekly: planning",
      startedAt: "2026-03-01T00:00:00.000Z",
      participants: [{ name: "Ada" }, { name: "Ben" }],
      insights: [{ kind: "next_step", assignee: "ada", dueDate: "2026-03-05" }],
    });
    expect(readMeetingFile("x.md", "# Budget #\n\nWords.", now).title).toBe("Budget");
    for (const nothing of ["", " ", '""'])
      expect(readMeetingFile("x.md", `---\ntitle:${nothing}\ndate: 2026-03-01\n---\n- one`, now).title).toBe("x");
    expect(readMeetingFile("x.md", "# C#\n\nWords.", now).title).toBe("C");
  });

  it("is read in a moment, whatever stands in it without an end", () => {
    const many = 300_000;
    const files = {
      "a.md": `# a${" ".repeat(many)}b\n- one`,
      "b.md": `---\ntitle: a${" ".repeat(many)}b\n---\n- one`,
      "c.vtt": `WEBVTT\n\n00:01.000 --> 00:02.000\n${"<v ".repeat(many)}`,
      "d.vtt": `WEBVTT\n\n00:01.000 --> 00:02.000\n${"<".repeat(many)}`,
    };
    for (const [name, text] of Object.entries(files)) {
      const before = performance.now();
      try {
        readMeetingFile(name, text, now);
      } catch (error) {
        // What is said in them is too long to be taken; that is said, too.
        expect(error, name).toMatchObject({ code: "invalid_input" });
      }
      expect(performance.now() - before, name).toBeLessThan(2_000);
    }
  });
});
