import { describe, expect, it } from "vitest";
import { fetchedBy } from "./rendered-body.ts";

const macro = (name: string, inside = "") => `<ac:structured-macro ${name}>${inside}</ac:structured-macro>`;
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;

describe("what a rendered body fetches", () => {
  it("is nothing for macros that show only themselves or their own page", () => {
    for (const name of ["code", "info", "toc", "excerpt", "children", "attachments"])
      expect(fetchedBy(`<p>x</p>${macro(`ac:name="${name}"`, parameter("title", "t"))}`).macro, name).toBeUndefined();
    expect(fetchedBy("<p>Nothing at all</p>")).toEqual({ macro: undefined, spaceKeys: [], contentIds: [] });
  });
  it.each([
    macro('ac:name="include"'),
    macro("ac:name='include'"),
    macro('ac:name="Include"'),
    macro('ac:schema-version="1" data-x="a > b" ac:name = "excerpt-include"'),
    macro('\n ac:macro-id="1"\n ac:name="include"\n'),
    macro('ac:name="&#105;nclude"'),
    macro('ac:name="my_macro2"'),
    macro("ac:name=include"),
    macro(""),
    '<ac:macro ac:name="include"/>',
    macro('ac:name="info"', macro('ac:name="blog-posts"')),
    macro('ac:name="children"', parameter("page", "HQ:Salaries")),
    macro('ac:name="gallery"', parameter("page", '<ri:page ri:content-title="Salaries"/>')),
  ])("is anything for %s", (storage) => {
    expect(fetchedBy(storage).macro).toBeDefined();
  });
  it("is what its links name", () => {
    const storage = `<ac:link><ri:page ri:space-key="HQ" ri:content-title="a > b"/></ac:link><ac:link><ri:page ri:space-key='ENG' ri:content-title="c"/></ac:link><ri:content-entity ri:content-id="7"/>`;
    expect(fetchedBy(storage)).toEqual({ macro: undefined, spaceKeys: ["HQ", "ENG"], contentIds: ["7"] });
  });

  it("is told in a moment of a tag that never ends", () => {
    const before = performance.now();
    expect(fetchedBy(`<ri:a${"-c".repeat(100_000)}`)).toMatchObject({ contentIds: [] });
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
