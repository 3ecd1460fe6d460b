import type { CompleteRequest, CompleteResult } from "@modelcontextprotocol/server";
import type { Door } from "../calls/door.ts";
import { askDoor, offers } from "./ask-door.ts";
import type { Visit } from "./call-tool.ts";

type Hit = { id?: string; title: string; spaceKey?: string };
type Space = { key: string; name: string };

/** The most values a client is given, as the protocol has it. */
const most = 100;

/** Suggests values for an argument of a prompt or a template while a person types: page references and space keys. */
export async function complete(
  door: Door,
  visit: Visit,
  { argument }: CompleteRequest["params"],
  signal: AbortSignal,
): Promise<CompleteResult> {
  const suggest = { pageId: pages, spaceKey: spaces }[argument.name];
  const values = suggest === undefined ? [] : await suggest(door, visit, argument.value.trim(), signal);
  return { completion: { values: values.slice(0, most), hasMore: values.length > most } };
}

/** Titles that hold the words typed, the last of which may be unfinished, as `SPACE:Title`. */
async function pages(door: Door, visit: Visit, typed: string, signal: AbortSignal): Promise<string[]> {
  const [, key, title = typed] = /^([A-Za-z0-9~]+):(.*)$/s.exec(typed) ?? [];
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || !offers(visit, "confluence_search_cql")) return [];
  const cql = [
    "type = page",
    ...(key === undefined ? [] : [`space = ${JSON.stringify(key)}`]),
    ...words.map((word, i) => `title ~ ${JSON.stringify(i === words.length - 1 ? `${word}*` : word)}`),
  ].join(" AND ");
  const found = await askDoor(
    door,
    visit,
    "confluence_search_cql",
    { cql, limit: 20, excerpt: "none" },
    { signal },
  ).catch(() => ({ items: [] }));
  return (found.items as Hit[]).flatMap(({ id, title: name, spaceKey }) =>
    spaceKey === undefined ? (id === undefined ? [] : [id]) : [`${spaceKey}:${name}`],
  );
}

async function spaces(door: Door, visit: Visit, typed: string, signal: AbortSignal): Promise<string[]> {
  if (!offers(visit, "confluence_list_spaces")) return [];
  const found = await askDoor(door, visit, "confluence_list_spaces", { limit: 250 }, { signal }).catch(() => ({
    items: [],
  }));
  const start = typed.toLowerCase();
  return (found.items as Space[])
    .filter(({ key, name }) => key.toLowerCase().startsWith(start) || name.toLowerCase().includes(start))
    .map(({ key }) => key);
}
