import { type Order, sortDirection } from "../http/paging.ts";
import { oneOf, withDefault } from "../http/parameters.ts";
import type { OrderedIndex } from "../state/ordered-index.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";

type ContentOrder = "id" | "created" | "modified" | "title";

/** The API's sort names and the index that keeps each order. */
const orderOf: Record<string, ContentOrder> = {
  id: "id",
  "created-date": "created",
  "modified-date": "modified",
  title: "title",
};

const values: Record<ContentOrder, (row: Content) => number | string> = {
  id: (row) => row.id,
  created: (row) => row.createdAt,
  modified: (row) => row.version.createdAt,
  title: (row) => row.title.toLowerCase(),
};

export type SortedList = { order: Order<Content>; index: OrderedIndex<Content> };

/** The index of a site-wide (`contentOfType`) or space-wide (`contentInSpace`) list for a value of `sort`. */
export function contentOrder(lists: Site["lists"]["contentOfType"], sort: string): SortedList {
  const { name, descending } = sortDirection(sort);
  const key = orderOf[name] ?? "id";
  return { order: { name, descending, value: values[key] }, index: lists[key] };
}

export const contentDates = {
  "created-date": values.created,
  "modified-date": values.modified,
  id: values.id,
  title: values.title,
  "child-position": (row: Content) => row.position ?? 0,
};

/** For short lists that are sorted on the spot. */
export function orderBy(sort: string): Order<Content> {
  const { name, descending } = sortDirection(sort);
  return { name, descending, value: contentDates[name as keyof typeof contentDates] ?? values.id };
}

export const pageSort = () =>
  withDefault(
    oneOf("id", "-id", "created-date", "-created-date", "modified-date", "-modified-date", "title", "-title"),
    "id",
  );
export const commentSort = () =>
  withDefault(oneOf("created-date", "-created-date", "modified-date", "-modified-date"), "created-date");
/** Of child pages; direct children of all types can be sorted by title as well. */
export const childSort = () =>
  withDefault(
    oneOf(
      "created-date",
      "-created-date",
      "id",
      "-id",
      "child-position",
      "-child-position",
      "modified-date",
      "-modified-date",
    ),
    "child-position",
  );
export const directChildSort = () =>
  withDefault(
    oneOf(
      "created-date",
      "-created-date",
      "id",
      "-id",
      "modified-date",
      "-modified-date",
      "child-position",
      "-child-position",
      "title",
      "-title",
    ),
    "child-position",
  );
export const labelSort = () => withDefault(oneOf("created-date", "-created-date", "id", "-id", "name", "-name"), "id");
export const versionSort = () => withDefault(oneOf("modified-date", "-modified-date"), "-modified-date");
