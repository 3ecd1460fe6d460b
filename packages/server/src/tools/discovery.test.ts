import { describe, expect, it } from "vitest";
import { catalogue, findTool } from "./catalogue.ts";
import { findTools, primaryTools } from "./discovery.ts";

const best = (query: string) => findTools(catalogue, query)[0]?.name;

describe("finding tools", () => {
  it("names primary tools that there are, each once", () => {
    expect(new Set(primaryTools).size).toBe(primaryTools.length);
    for (const name of primaryTools) expect(findTool(name).name).toBe(name);
  });

  it.each([
    ["upload a file to a page", "confluence_upload_attachment"],
    ["which labels does this page have", "confluence_list_labels"],
    ["show the versions of a page", "confluence_list_page_versions"],
    ["restore an older version", "confluence_restore_page_version"],
    ["who is in a group", "confluence_list_group_members"],
    ["complete a task", "confluence_complete_task"],
    ["delete a page", "confluence_delete_page"],
    ["restrictions", "confluence_get_restrictions"],
  ])("finds by words: %s", (query, name) => {
    expect(
      findTools(catalogue, query)
        .slice(0, 5)
        .map((tool) => tool.name),
    ).toContain(name);
  });

  it("gives a tool that was named, and no other", () => {
    expect(findTools(catalogue, "confluence_get_task").map(({ name }) => name)).toEqual(["confluence_get_task"]);
    expect(best(" confluence_api_call ")).toBe("confluence_api_call");
  });

  it("finds nothing where no word fits", () => {
    expect(findTools(catalogue, "zzz qqq")).toEqual([]);
    expect(findTools(catalogue, "")).toEqual([]);
  });
});
