/** One action item of a storage body. */
export type ParsedTask = {
  /** `ac:task-id`: the number that is unique on its page. */
  readonly localId: string;
  readonly complete: boolean;
  /** The content of `ac:task-body`, as it is written. */
  readonly body: string;
  /** Account id of the first person mentioned. */
  readonly assignedTo: string | null;
  /** The first date written in the task, at midnight UTC. */
  readonly dueAt: number | null;
  /** Where the word between `<ac:task-status>` and its end stands; null when the element is missing or empty. */
  readonly status: { readonly from: number; readonly to: number } | null;
};

/** Tags of action items; everything else, CDATA and comments included, is passed over. */
const token =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)(ac:task(?:-id|-status|-body)?)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?(\/?)>/g;

type Open = {
  localId: string;
  status: ParsedTask["status"];
  complete: boolean;
  bodyFrom: number;
  body: string;
  at: number;
};

/**
 * The action items of a page body in the order they begin, nested ones too. What is not well formed is passed over:
 * bodies are checked when they are written.
 */
export function parseTasks(storage: string): ParsedTask[] {
  if (!storage.includes("<ac:task>") && !/<ac:task\s/.test(storage)) return [];
  const found: { at: number; task: ParsedTask }[] = [];
  const open: Open[] = [];
  let from = 0;
  for (const match of storage.matchAll(token)) {
    const [whole, closing, name, empty] = match;
    const task = open.at(-1);
    const begin = match.index;
    if (name === undefined || empty === "/") continue;
    if (closing === "") {
      if (name === "ac:task")
        open.push({ localId: "", status: null, complete: false, bodyFrom: -1, body: "", at: begin });
      from = begin + whole.length;
      if (name === "ac:task-body" && task) task.bodyFrom = from;
      continue;
    }
    if (!task) continue;
    if (name === "ac:task-id") task.localId = storage.slice(from, begin).trim();
    else if (name === "ac:task-status") {
      task.status = { from, to: begin };
      task.complete = storage.slice(from, begin).trim() === "complete";
    } else if (name === "ac:task-body" && task.bodyFrom >= 0) task.body = storage.slice(task.bodyFrom, begin);
    else if (name === "ac:task") {
      open.pop();
      found.push({ at: task.at, task: finished(task) });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ task }) => task);
}

function finished({ localId, status, complete, body }: Open): ParsedTask {
  const person = /<ri:user\b[^>]*\bri:account-id="([^"]+)"/.exec(body)?.[1];
  const day = /<time\b[^>]*\bdatetime="(\d{4}-\d{2}-\d{2})"/.exec(body)?.[1];
  const dueAt = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return { localId, complete, body, status, assignedTo: person ?? null, dueAt: Number.isNaN(dueAt) ? null : dueAt };
}

/** Whether there is anything to do: text, a mention, a date or a picture. The editor keeps empty items as blank tasks. */
export function isBlank({ body }: ParsedTask): boolean {
  if (/<(?:ri:|time\b|ac:image|ac:structured-macro|ac:emoticon)/.test(body)) return false;
  return body.replace(/<[^>]*>/g, "").replace(/&nbsp;|&#160;|[\s\u00a0]/g, "") === "";
}

/** The body with one action item ticked or unticked. */
export function withTaskStatus(storage: string, task: ParsedTask, complete: boolean): string {
  if (!task.status) return storage;
  const { from, to } = task.status;
  return storage.slice(0, from) + (complete ? "complete" : "incomplete") + storage.slice(to);
}
