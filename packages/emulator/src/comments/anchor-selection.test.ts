import { describe, expect, it } from "vitest";
import { anchorSelection, removeMarkers } from "./anchor-selection.ts";

const select = (text: string, matchIndex = 0, matchCount = 1) => ({ text, matchIndex, matchCount });
const marked = (text: string) => `<ac:inline-comment-marker ac:ref="r">${text}</ac:inline-comment-marker>`;

describe("anchoring a selection", () => {
  it("wraps the text where it stands", () => {
    expect(anchorSelection("<p>One two three</p>", select("two"), "r")).toEqual({
      body: `<p>One ${marked("two")} three</p>`,
    });
  });

  it("wraps the match that is meant when there are several", () => {
    expect(anchorSelection("<p>a b a</p><p>a</p>", select("a", 2, 3), "r")).toEqual({
      body: `<p>a b a</p><p>${marked("a")}</p>`,
    });
  });

  it("tells how often the text was found when the writer counted otherwise", () => {
    expect(anchorSelection("<p>a b a</p>", select("a", 0, 1), "r")).toEqual({ found: 2 });
    expect(anchorSelection("<p>a b a</p>", select("x"), "r")).toEqual({ found: 0 });
  });

  it("splits a selection that runs through several elements into markers of one reference", () => {
    expect(anchorSelection("<p>Hello <strong>wor</strong>ld</p>", select("o world"), "r")).toEqual({
      body: `<p>Hell${marked("o ")}<strong>${marked("wor")}</strong>${marked("ld")}</p>`,
    });
  });

  it("does not find text across blocks", () => {
    expect(anchorSelection("<p>one</p><p>two</p>", select("one two"), "r")).toEqual({ found: 0 });
  });

  it("reads entities and white space as a reader sees them", () => {
    expect(anchorSelection("<p>R&amp;D&nbsp;costs\n  more</p>", select("R&D costs more"), "r")).toEqual({
      body: `<p>${marked("R&amp;D&nbsp;costs\n  more")}</p>`,
    });
  });

  it("does not look into parameters, code and the numbers of tasks", () => {
    const body =
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="title">x1</ac:parameter>' +
      "<ac:plain-text-body><![CDATA[x1]]></ac:plain-text-body></ac:structured-macro>" +
      "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-body>x1</ac:task-body></ac:task></ac:task-list>";
    expect(anchorSelection(body, select("x1"), "r")).toEqual({
      body: body.replace("<ac:task-body>x1", `<ac:task-body>${marked("x1")}`),
    });
    expect(anchorSelection(body, select("1"), "r")).toMatchObject({ body: expect.stringContaining(`x${marked("1")}`) });
  });

  it("takes the markers of one comment away and leaves those of others", () => {
    const nested = `<p><ac:inline-comment-marker ac:ref="other">a ${marked("b")}</ac:inline-comment-marker> ${marked("c")}</p>`;
    expect(removeMarkers(nested, "r")).toBe(
      '<p><ac:inline-comment-marker ac:ref="other">a b</ac:inline-comment-marker> c</p>',
    );
  });
});
