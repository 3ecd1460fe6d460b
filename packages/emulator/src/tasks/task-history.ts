import type { Content, PastVersion, Version } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { type ParsedTask, parseTasks } from "./parse-tasks.ts";

/** An action item together with what the versions of its page tell about it. */
export type Task = ParsedTask & {
  readonly content: Content;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly completedBy: string | null;
  readonly completedAt: number | null;
};

type Past = Omit<Task, keyof ParsedTask | "content">;

/** Bodies and rows never change in place, so what was read from one holds as long as it lives. */
const parsedOf = new WeakMap<Content | PastVersion, readonly ParsedTask[]>();
const tasksOfRow = new WeakMap<Content, readonly Task[]>();

function parsed(row: Content | PastVersion): readonly ParsedTask[] {
  const known = parsedOf.get(row);
  if (known) return known;
  const tasks = parseTasks(row.body);
  parsedOf.set(row, tasks);
  return tasks;
}

/**
 * The action items of the newest version. Nothing about them is stored: who wrote one, who ticked it and when follow
 * from the versions of the page, so edits, restored versions and snapshots need no care.
 */
export function tasksOf(site: Site, content: Content): readonly Task[] {
  const known = tasksOfRow.get(content);
  if (known) return known;
  const now = parsed(content);
  const tasks = now.length === 0 ? [] : withHistory(site, content, now);
  tasksOfRow.set(content, tasks);
  return tasks;
}

function withHistory(site: Site, content: Content, now: readonly ParsedTask[]): Task[] {
  let history = new Map<string, { task: ParsedTask; past: Past }>();
  const step = (tasks: readonly ParsedTask[], version: Version) => {
    const next: typeof history = new Map();
    for (const task of tasks) {
      const before = history.get(task.localId);
      next.set(task.localId, { task, past: before ? changed(before, task, version) : first(task, version) });
    }
    history = next;
  };
  for (const past of site.lists.pastVersions.in(content.id)) step(parsed(past), past.version);
  step(now, content.version);
  const seen = new Set<string>();
  // An id that stands twice on a page is one item: the first.
  const once = now.filter(({ localId }) => localId !== "" && !seen.has(localId) && seen.add(localId));
  return once.map((task) => ({
    ...task,
    content,
    ...(history.get(task.localId)?.past ?? first(task, content.version)),
  }));
}

const completion = (task: ParsedTask, { authorId, createdAt }: Version) =>
  task.complete ? { completedBy: authorId, completedAt: createdAt } : { completedBy: null, completedAt: null };

const first = (task: ParsedTask, version: Version): Past => ({
  createdBy: version.authorId,
  createdAt: version.createdAt,
  updatedAt: version.createdAt,
  ...completion(task, version),
});

function changed(before: { task: ParsedTask; past: Past }, task: ParsedTask, version: Version): Past {
  const { task: old, past } = before;
  if (old.complete === task.complete && old.body === task.body) return past;
  return {
    ...past,
    updatedAt: version.createdAt,
    ...(old.complete === task.complete ? {} : completion(task, version)),
  };
}
