import type { Tool } from "@tributary/sdk";

/** The tools in which every word of the query stands, those with it in the name or title first. */
export function findTools(tools: readonly Tool[], query: string): Tool[] {
  const words = query
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  const inAll = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const named = tools.filter(({ name, title }) => inAll(`${name} ${title}`));
  const described = tools.filter(
    (tool) => !named.includes(tool) && inAll(`${tool.name} ${tool.title} ${tool.group} ${tool.description}`),
  );
  return [...named, ...described];
}

/** Tools by permission group, groups in the order they first appear. */
export function byGroup(tools: readonly Tool[]): [group: string, tools: Tool[]][] {
  const groups = new Map<string, Tool[]>();
  for (const tool of tools) groups.set(tool.group, [...(groups.get(tool.group) ?? []), tool]);
  return [...groups];
}
