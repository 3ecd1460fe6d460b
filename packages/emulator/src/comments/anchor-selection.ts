import { visibleText } from "./visible-text.ts";

/** What a writer selected: a text, how often it stands on the page, and which of these places is meant, from 0. */
export type Selection = { readonly text: string; readonly matchCount: number; readonly matchIndex: number };

export type Anchored = { readonly body: string } | { readonly found: number };

/**
 * Puts the marker of an inline comment around the selected text of a storage body. Text that runs through several
 * elements gets a marker in each, all with the same reference, as the editor does. When the text does not stand on the
 * page exactly as often as the writer says, the page is not the one they looked at: the number found is returned.
 */
export function anchorSelection(storage: string, selection: Selection, markerRef: string): Anchored {
  const { text, starts, ends, runs } = visibleText(storage);
  const wanted = selection.text.replace(/[\s\u00a0]+/g, " ");
  const places = placesOf(text, wanted);
  const place = places[selection.matchIndex];
  if (place === undefined || places.length !== selection.matchCount) return { found: places.length };

  const pieces: { from: number; to: number; run: number }[] = [];
  for (let at = place; at < place + wanted.length; at += 1) {
    const last = pieces.at(-1);
    const run = runs[at] ?? -1;
    const to = ends[at] ?? 0;
    if (last?.run === run) pieces[pieces.length - 1] = { ...last, to };
    else pieces.push({ from: starts[at] ?? 0, to, run });
  }
  let body = storage;
  for (const { from, to } of pieces.reverse()) {
    const marked = `<ac:inline-comment-marker ac:ref="${markerRef}">${body.slice(from, to)}</ac:inline-comment-marker>`;
    body = body.slice(0, from) + marked + body.slice(to);
  }
  return { body };
}

function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  if (wanted === "") return places;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

/** The body without the markers of one comment; what they wrapped stays. */
export function removeMarkers(storage: string, markerRef: string): string {
  const tag = /<ac:inline-comment-marker\b(?:[^<>"']|"[^"]*"|'[^']*')*>|<\/ac:inline-comment-marker>/g;
  const open: boolean[] = [];
  return storage.replace(tag, (written) => {
    if (written.startsWith("</")) return open.pop() ? "" : written;
    const own = /\bac:ref=(?:"([^"]*)"|'([^']*)')/.exec(written);
    const drop = (own?.[1] ?? own?.[2]) === markerRef;
    if (!written.endsWith("/>")) open.push(drop);
    return drop ? "" : written;
  });
}
