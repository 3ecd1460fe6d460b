import { TributaryError } from "../../base/errors.ts";
import type { Site } from "../../store/connections.ts";
import { fromStorage } from "../body.ts";
import { withoutElement } from "../without-element.ts";

/** A passage of a page as Confluence wants it named: which of how many places with that text, from 0. */
export type Passage = { textSelection: string; textSelectionMatchCount: number; textSelectionMatchIndex: number };

/** How much of the text around a place tells it from others. */
const around = 40;

/**
 * The passage meant. `occurrence` counts from 1 and may be left out where the text stands once.
 * Throws `not_found` for a text that does not stand on the page, `ambiguous_reference` for one that stands there more
 * than once, and `invalid_input` for an occurrence that is not there; each says how often the text occurs.
 */
export function findPassage(
  storage: string,
  selected: string,
  occurrence: number | undefined,
  where: string,
  site: Site,
): Passage {
  const wanted = selected.trim().replace(/\s+/g, " ");
  if (wanted === "") {
    throw new TributaryError("invalid_input", "The selected text is empty.", { hint: "Pass the words to comment on." });
  }
  const text = selectableText(storage, site);
  const places = placesOf(text, wanted);
  const count = places.length;
  const details = { occurrences: count, places: places.slice(0, 10).map((at) => excerpt(text, at, wanted.length)) };
  const times = `"${wanted}" occurs ${count === 1 ? "once" : `${count} times`} in ${where}`;
  if (count === 0) {
    throw new TributaryError("not_found", `${times}.`, {
      hint: "Copy the words exactly, without markup, out of one paragraph or cell: read the page with format text.",
      details: { occurrences: 0 },
    });
  }
  if (occurrence === undefined && count > 1) {
    throw new TributaryError("ambiguous_reference", `${times}.`, {
      hint: `Say which with occurrence, 1 to ${count}, or select more words.`,
      details,
    });
  }
  const index = (occurrence ?? 1) - 1;
  if (index >= count) {
    throw new TributaryError("invalid_input", `${times}, so there is no occurrence ${occurrence}.`, {
      hint: count === 1 ? "Leave out occurrence." : `Pass an occurrence from 1 to ${count}.`,
      details,
    });
  }
  return { textSelection: wanted, textSelectionMatchCount: count, textSelectionMatchIndex: index };
}

/** The text a reader can select, each block on a line of its own. Bodies of code and the like take no comments. */
function selectableText(storage: string, site: Site): string {
  const open = withoutElement(storage, "ac:plain-text-body");
  return fromStorage(open, "text", site).replace(/[^\S\n]+/g, " ");
}

function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

function excerpt(text: string, at: number, length: number): string {
  const from = Math.max(0, text.lastIndexOf("\n", at) + 1, at - around);
  const lineEnd = text.indexOf("\n", at + length);
  return text.slice(from, Math.min(lineEnd === -1 ? text.length : lineEnd, at + length + around));
}
