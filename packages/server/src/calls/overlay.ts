import { TributaryError } from "../base/errors.ts";
import type { Confluence } from "../confluence/client.ts";
import type { Approval } from "../store/approvals.ts";
import type { Change } from "../tools/write.ts";

type Page = {
  id: string;
  status: string;
  title: string;
  spaceId: string;
  parentId?: string | null;
  version: { number: number; message?: string };
  body?: { storage?: { value: string } };
};
type List = { results: { id: string; name?: string; title?: string }[] };

/** An approval's id stands for the content it would create. */
export const provisionalId = /^apr_[0-9a-z]+$/;

/**
 * Confluence as it will be once a person has approved what waits: pages read by id or title, labels and child pages show
 * the pending changes of the agent that asked for them. What is new has its approval's id. Nothing is written through it.
 */
export function overlayPending(confluence: Confluence, pending: readonly Approval[]): Confluence {
  if (pending.length === 0) return confluence;
  const changes = [...pending]
    .reverse()
    .flatMap((approval) => changesOf(approval).map((change) => ({ approval, change })));
  const ofId = (id: string) => changes.filter(({ change }) => change.id === id);
  const created = changes
    .filter(({ change }) => change.id === undefined && (change.kind === "page" || change.kind === "blogpost"))
    .map(({ approval, change }) => ({ kind: change.kind, page: newPage(approval, change) }));
  const provisional = (id: string): Page => {
    const found = created.find(({ page }) => page.id === id)?.page;
    if (found !== undefined) return found;
    throw new TributaryError("not_found", `Nothing is pending under ${id}.`, {
      hint: "It was decided meanwhile: confluence_get_approval says what it became.",
    });
  };

  const answer = async (key: string, input: Parameters<Confluence["call"]>[1]): Promise<unknown> => {
    const id = String(Object.values(input?.path ?? {})[0] ?? "");
    const asked = () => confluence.call(key as Parameters<Confluence["call"]>[0], input);
    switch (key) {
      case "getPageById":
      case "getBlogPostById":
        if (provisionalId.test(id)) return provisional(id);
        return ofId(id).reduce((page, { change }) => changed(page, change), (await asked()) as Page);
      case "getPages":
      case "getBlogPosts": {
        const list = (await asked()) as List;
        const kind = key === "getPages" ? "page" : "blogpost";
        const { title, "space-id": spaceId } = input?.query ?? {};
        const fitting = created.filter(
          (one) =>
            one.kind === kind && title === one.page.title && (spaceId === undefined || spaceId === one.page.spaceId),
        );
        return { ...list, results: [...list.results, ...fitting.map(({ page }) => page)] };
      }
      case "getPageDirectChildren": {
        const children = created
          .filter(({ page }) => page.parentId === id)
          .map(({ page }) => ({ ...page, type: "page" }));
        const list = provisionalId.test(id) ? { results: [] } : ((await asked()) as List);
        return { ...list, results: [...list.results, ...children] };
      }
      case "getPageLabels":
      case "getBlogPostLabels": {
        const list = provisionalId.test(id) ? { results: [] } : ((await asked()) as List);
        return ofId(id).reduce(labelled, list);
      }
      default:
        return asked();
    }
  };
  return { ...confluence, call: async <T>(key: string, input?: object) => (await answer(key, input)) as T };
}

/** An input in which ids of approvals were replaced by those of the content they became. */
export async function withRealIds(
  input: Record<string, unknown>,
  approvalOf: (id: string) => Promise<Approval>,
): Promise<Record<string, unknown>> {
  const real = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(real));
    if (typeof value === "object" && value !== null) return withRealIds(value as Record<string, unknown>, approvalOf);
    if (typeof value !== "string" || !provisionalId.test(value)) return value;
    const { status, outcome } = await approvalOf(value);
    const { id } = ((outcome as { data?: { id?: unknown } } | null)?.data ?? {}) as { id?: unknown };
    if (typeof id === "string") return id;
    throw new TributaryError("conflict", `This needs what ${value} creates, and that is ${status}.`, {
      hint: status === "pending" ? `Approve ${value} first.` : "Ask for it again with an id that there is.",
    });
  };
  const entries = await Promise.all(
    Object.entries(input).map(async ([name, value]) => [name, await real(value)] as const),
  );
  return Object.fromEntries(entries);
}

const changesOf = ({ preview }: Approval): Change[] => (preview as { changes?: Change[] }).changes ?? [];

function newPage({ id }: Approval, { after = {}, title, spaceId }: Change): Page {
  return {
    id,
    status: String(after.status ?? "current"),
    title: title ?? String(after.title ?? ""),
    spaceId: spaceId ?? "",
    ...(after.parentId !== undefined && { parentId: String(after.parentId) }),
    version: { number: 1, message: "waits for approval" },
    body: { storage: { value: String(after.body ?? "") } },
  };
}

function changed(page: Page, { after }: Change): Page {
  if (after === undefined) return { ...page, status: "trashed" };
  const { title, body, parentId, status } = after;
  return {
    ...page,
    ...(typeof title === "string" && { title }),
    ...(typeof status === "string" && { status }),
    ...(typeof parentId === "string" && { parentId }),
    ...(typeof body === "string" && page.body?.storage !== undefined && { body: { storage: { value: body } } }),
  };
}

function labelled(list: List, { change }: { change: Change }): List {
  const { labels } = (change.after ?? {}) as { labels?: unknown };
  if (!Array.isArray(labels)) return list;
  const names = labels.map(String);
  const known = new Map(list.results.map((label) => [label.name, label]));
  return {
    ...list,
    results: names.map((name) => known.get(name) ?? { id: `pending-${name}`, name, prefix: "global" }),
  };
}
