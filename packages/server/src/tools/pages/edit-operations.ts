import { nearestNames } from "@tributary/cql";
import { type EditResult, type OpenPage, type Operation, PageEditError, type Target } from "@tributary/storage-format";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { meantElement } from "../meant-element.ts";

/** One operation of confluence_edit_page, flat so that every model can write it. */
export const editOperation = z.strictObject({
  op: z
    .enum(["replace", "insert_before", "insert_after", "append", "prepend", "delete", "insert_row", "set"])
    .describe("append and prepend put inside; without a target, inside the page."),
  heading: z.string().optional().describe("Target: heading or path (A > B), with its section."),
  handle: z.string().optional().describe("Target: handle from an outline or of a macro."),
  localId: z.string().optional().describe("Target: local id."),
  text: z.string().optional().describe("Target: exact words; replace and delete change just them."),
  occurrence: z.number().int().min(0).optional().describe("Which match, from 1; 0: all words."),
  content: z.string().optional().describe("What to put there."),
  format: z.enum(["markdown", "storage", "html", "text"]).default("markdown").describe("Of content."),
  cells: z.array(z.string()).optional().describe("insert_row: its cells."),
  level: z.number().int().min(1).max(6).optional().describe("set: a heading's level."),
  checked: z.boolean().optional().describe("set: whether a task is done."),
});

type EditOperation = z.output<typeof editOperation>;

/** The operation as the converter knows it. Throws `invalid_input` when its parts do not go together. */
function toOperation(operation: EditOperation, at: number): Operation {
  const given = withoutBlanks(operation);
  const { op, text, occurrence, content, format } = given;
  const wrong = (message: string, hint: string) =>
    new TributaryError("invalid_input", `Operation ${at + 1} (${op}): ${message}.`, {
      hint,
      details: { operation: at },
    });
  const target = toTarget(given, wrong);
  const needed = (): Target => {
    if (target !== undefined) return target;
    throw wrong("it has no target", "Pass heading, handle, localId or text.");
  };
  const written = () => {
    if (content !== undefined) return { content, format };
    throw wrong("it has no content", "Pass content; to remove something use delete.");
  };
  if (text !== undefined && (op === "replace" || op === "delete")) {
    const replace = op === "delete" ? "" : written().content;
    return {
      op: "replaceText",
      find: text,
      replace,
      format,
      ...(occurrence !== undefined && { match: occurrence === 0 ? "all" : occurrence }),
      ...(given.heading !== undefined && { within: { heading: bare(given.heading) } }),
    };
  }
  switch (op) {
    case "replace":
      return { op, target: needed(), ...written() };
    case "insert_before":
      return { op: "insertBefore", target: needed(), ...written() };
    case "insert_after":
      return { op: "insertAfter", target: needed(), ...written() };
    case "append":
    case "prepend":
      if (/^\s*\|.*\|\s*$/.test(content ?? "") && format === "markdown") {
        throw wrong("a row alone is no table", "Use insert_row with cells to add a row to a table.");
      }
      return { op, ...(target !== undefined && { target }), ...written() };
    case "delete":
      return { op, target: needed() };
    case "insert_row":
      if (given.cells === undefined || given.cells.length === 0)
        throw wrong("it has no cells", "Pass cells, one text for each column.");
      return { op: "insertRow", target: needed(), cells: given.cells };
    case "set": {
      const { level, checked } = given;
      if (level === undefined && checked === undefined) throw wrong("nothing to set", "Pass level or checked.");
      return {
        op: "setAttributes",
        target: needed(),
        attributes: { ...(level !== undefined && { level }), ...(checked !== undefined && { checked }) },
      };
    }
  }
}

/** Models fill in what they do not need with empty texts. */
function withoutBlanks({ heading, handle, localId, text, ...rest }: EditOperation): EditOperation {
  return {
    ...rest,
    ...(heading && { heading }),
    ...(handle && { handle }),
    ...(localId && { localId }),
    ...(text && { text }),
  };
}

/** A heading as it may be copied from Markdown. */
const bare = (heading: string) => heading.replace(/^#{1,6}\s+/, "");

function toTarget(
  { op, heading, handle, localId, text, occurrence }: EditOperation,
  wrong: (message: string, hint: string) => TributaryError,
): Target | undefined {
  const match = occurrence === undefined ? {} : { match: occurrence };
  const targets: Target[] = [
    ...(handle === undefined ? [] : [{ handle }]),
    ...(localId === undefined ? [] : [{ localId }]),
    ...(text === undefined ? [] : [{ text, ...match }]),
    ...(heading === undefined ? [] : [{ heading: bare(heading), ...match }]),
  ];
  const wordsOfSection = targets.length === 2 && text !== undefined && heading !== undefined;
  if (targets.length > 1 && !(wordsOfSection && (op === "replace" || op === "delete"))) {
    throw wrong("it has several targets", "Pass one of heading, handle, localId and text.");
  }
  if (occurrence === 0 && !(text !== undefined && (op === "replace" || op === "delete"))) {
    throw wrong("only words can be replaced or deleted everywhere at once", "Pass an occurrence from 1.");
  }
  return targets[0];
}

const codes = {
  stale_handle: "version_conflict",
  not_found: "not_found",
  ambiguous: "ambiguous_reference",
  invalid_operation: "invalid_input",
  overlap: "invalid_input",
} as const;

const hints = {
  stale_handle: "Read the page again with detail=outline and use the handles it has now.",
  not_found: "Read the page with detail=outline for its headings, or with detail=section for the exact words.",
  ambiguous: "Pass occurrence, a heading path, or more of the words.",
  invalid_operation: "Change the operation as the message says.",
  overlap: "Send operations on the same part in calls of their own.",
} as const;

/** Carries out operations on a page. Throws `invalid_input`, `not_found`, `ambiguous_reference` or `version_conflict`. */
export function carryOut(page: OpenPage, operations: readonly EditOperation[]): EditResult {
  const wanted = operations.map(toOperation);
  try {
    return page.edit(wanted);
  } catch (error) {
    throw addressError(error, page, operations);
  }
}

/** A refused target as an error of ours, with what may have been meant. Anything else is passed on as it is. */
export function addressError(
  error: unknown,
  page: OpenPage,
  targets: readonly Pick<EditOperation, "heading">[],
): unknown {
  if (!(error instanceof PageEditError)) return error;
  const heading = targets[Math.max(0, error.operation)]?.heading;
  const titles = new Set(page.outline.map(({ title }) => title));
  const candidates =
    error.candidates.length === 0 && error.code === "not_found" && heading !== undefined
      ? nearestNames(
          bare(heading)
            .split(/(?<!\s)\s+>\s+/)
            .at(-1) ?? "",
          titles,
        ).map((title) => ({ heading: title }))
      : error.candidates.map(({ path, text, match }) => ({
          heading: path.join(" > "),
          ...(text !== undefined && { text }),
          ...(match !== undefined && { occurrence: match }),
        }));
  const where = error.operation >= 0 && targets.length > 1 ? `Operation ${error.operation + 1}: ` : "";
  return new TributaryError(codes[error.code], `${where}${error.message}.`, {
    hint: meantElement(error.message) ?? hints[error.code],
    details: {
      ...(error.operation >= 0 && { operation: error.operation }),
      ...(candidates.length > 0 && { candidates }),
    },
    cause: error,
  });
}
