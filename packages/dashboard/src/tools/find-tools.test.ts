import type { Tool } from "@tributary/sdk";
import { expect, test } from "vitest";
import { byGroup, findTools } from "./find-tools.ts";

const tool = (name: string, title: string, group: string, description = "") =>
  ({ name, title, group, description }) as Tool;
const tools = [
  tool("confluence_search_cql", "Search", "Search", "Finds pages by CQL."),
  tool("confluence_get_page", "Get page", "Pages", "Reads one page."),
  tool("confluence_list_labels", "List labels", "Pages"),
];

test("findTools wants every word, and puts matches in names before matches in descriptions", () => {
  expect(findTools(tools, "page").map(({ name }) => name)).toEqual([
    "confluence_get_page",
    "confluence_search_cql",
    "confluence_list_labels",
  ]);
  expect(findTools(tools, "GET_PAGE")).toHaveLength(1);
  expect(findTools(tools, "page zebra")).toEqual([]);
  expect(findTools(tools, "  ")).toHaveLength(3);
});

test("byGroup keeps the order in which groups appear", () => {
  expect(byGroup(tools).map(([group, members]) => [group, members.length])).toEqual([
    ["Search", 1],
    ["Pages", 2],
  ]);
});
