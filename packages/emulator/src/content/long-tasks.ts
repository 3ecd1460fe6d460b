import type { OperationCall } from "../http/operation.ts";
import { Refusal } from "../http/refusal.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import type { Table } from "../state/table.ts";

/** What a finished task has to say. All members are optional; a task that threw has `errors`. */
export type TaskOutcome = {
  readonly messages?: readonly string[];
  readonly errors?: readonly string[];
  readonly details?: {
    readonly destinationId?: string;
    /** Site-relative, without `/wiki`. */
    readonly destinationUrl?: string;
    readonly totalPageNeedToCopy?: number;
  };
};

/** A long-running task, as `GET /longtask/{id}` reports it. */
export type LongTask = {
  /** A UUID. */
  readonly id: string;
  /** The translation key the task is listed and filtered by. */
  readonly name: string;
  /** Account id; only this account and administrators of what it touched would know the id. */
  readonly startedBy: string;
  readonly startedAt: number;
  /** From this moment of the emulator's clock on the task reports itself finished. */
  readonly endsAt: number;
  readonly outcome: TaskOutcome;
};

/** How long a task reports progress, unless told otherwise: long enough for a client to have to poll. */
const defaultDuration = 300;

type TaskSetting = { readonly id: "duration"; readonly milliseconds: number };

const tasks = (site: Site): Table<LongTask> => site.table<LongTask>("longTasks");
const settings = (site: Site): Table<TaskSetting> => site.table<TaskSetting>("longTaskSettings");

/** Sets how long the tasks started from now on take by the emulator's clock; 0 completes them at once. */
export function setTaskDuration(site: Site, milliseconds: number): void {
  settings(site).put({ id: "duration", milliseconds });
}

/**
 * Starts a long-running task. The work is done right here, so that it is whole in every snapshot; what follows the
 * clock is only when the task says it is finished. A refusal thrown by `run` becomes the task's failure, as on real
 * sites, where the request itself has been accepted by then.
 */
export function startTask(
  site: Site,
  call: Pick<OperationCall, "account" | "now">,
  task: { readonly name: string; run(): TaskOutcome | undefined },
): LongTask {
  const row: LongTask = {
    id: stableUuid(`${site.cloudId}:task:${site.ids.next()}`),
    name: task.name,
    startedBy: call.account.id,
    startedAt: call.now,
    endsAt: call.now + (settings(site).get("duration")?.milliseconds ?? defaultDuration),
    outcome: outcomeOf(() => task.run()),
  };
  tasks(site).put(row);
  return row;
}

function outcomeOf(run: () => TaskOutcome | undefined): TaskOutcome {
  try {
    return run() ?? {};
  } catch (error) {
    if (error instanceof Refusal) return { errors: [error.message] };
    throw error;
  }
}

export const findTask = (site: Site, id: string): LongTask | undefined => tasks(site).get(id);

/** All tasks of the site, oldest first. */
export const allTasks = (site: Site): LongTask[] => [...tasks(site).values()];

/** The answer of an operation that started a task: v1's `LongTask`. */
export const startedTaskJson = (task: LongTask) => ({
  id: task.id,
  links: { status: `/rest/api/longtask/${task.id}` },
});

export type TaskProgress = {
  readonly finished: boolean;
  readonly successful: boolean;
  /** 0 to 100. */
  readonly percentage: number;
  /** Milliseconds. */
  readonly elapsed: number;
};

/** How far a task is at a moment of the emulator's clock. */
export function progressOf({ startedAt, endsAt, outcome }: LongTask, now: number): TaskProgress {
  const finished = now >= endsAt;
  const elapsed = Math.max(0, Math.min(now, endsAt) - startedAt);
  const percentage = finished ? 100 : Math.floor((elapsed / (endsAt - startedAt)) * 100);
  return { finished, successful: (outcome.errors ?? []).length === 0, percentage, elapsed };
}
