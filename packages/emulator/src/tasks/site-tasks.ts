import type { OrderedIndex } from "../state/ordered-index.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { type Task, tasksOf } from "./task-history.ts";

export type NumberedTask = Task & { readonly id: number };

/** The number an action item has on its site, given when it is first met and kept for good. */
type TaskNumber = {
  readonly id: string;
  readonly number: number;
  readonly contentId: number;
  readonly localId: string;
};

const numbersTable = (site: Site) => site.table<TaskNumber>("taskNumbers");

const hosts = new WeakMap<Site, OrderedIndex<Content>>();

/** Pages and blog posts that hold action items, by id. The index follows every write from its first use on. */
function hostsOf(site: Site): readonly Content[] {
  const known = hosts.get(site);
  const index =
    known ??
    site.content.ordered({
      group: ({ type, body }) =>
        (type === "page" || type === "blogpost") && body.includes("<ac:task") ? "tasks" : undefined,
      value: ({ id }) => id,
    });
  if (!known) hosts.set(site, index);
  return index.in("tasks");
}

function numbered(site: Site, task: Task): NumberedTask {
  const numbers = numbersTable(site);
  const { content, localId } = task;
  const key = `${content.id}:${localId}`;
  const known = numbers.get(key);
  const number = known?.number ?? numbers.size + 1;
  if (!known) numbers.put({ id: key, number, contentId: content.id, localId });
  return { ...task, id: number };
}

/** All action items of published pages and blog posts, whoever may see them, by number. */
export function allTasks(site: Site): NumberedTask[] {
  const found: NumberedTask[] = [];
  for (const host of hostsOf(site)) {
    if (host.status === "current") for (const task of tasksOf(site, host)) found.push(numbered(site, task));
  }
  return found.sort((a, b) => a.id - b.id);
}

/** The action items of one page or blog post. */
export const tasksIn = (site: Site, content: Content): NumberedTask[] =>
  tasksOf(site, content).map((task) => numbered(site, task));

/** The action item with this number, as long as it stands on a published page. */
export function taskWithNumber(site: Site, number: number): NumberedTask | undefined {
  // A number nobody asked for yet is not given; listing gives all that are missing.
  if (number > numbersTable(site).size) allTasks(site);
  for (const known of numbersTable(site).values()) {
    if (known.number !== number) continue;
    const content = site.content.get(known.contentId);
    return content?.status === "current" ? tasksIn(site, content).find(({ id }) => id === number) : undefined;
  }
  return undefined;
}
