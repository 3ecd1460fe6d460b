import { TributaryError } from "../base/errors.ts";
import type { InsightKind, Spoken } from "../store/meetings.ts";
import { type InsightInput, type MeetingInput, meetingInput } from "./meeting-input.ts";

/**
 * A meeting read from a file: JSON as the API takes it, a transcript as VTT or SRT, or notes in Markdown. `now` (ISO)
 * stands in for a start the file does not tell. Throws `invalid_input` that says what is wrong with the file.
 */
export function readMeetingFile(name: string, text: string, now: string): MeetingInput {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const title =
    name
      .replace(/\.[a-z]+$/i, "")
      .replace(/[_-]+/g, " ")
      .trim() || "Meeting";
  const clean = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  if (ending === "json") return fromJson(name, clean);
  if (ending === "vtt" || ending === "srt")
    return checked(name, { title, startedAt: now, transcript: readCues(clean) });
  if (ending === "md" || ending === "markdown" || ending === "txt") return checked(name, readNotes(clean, title, now));
  throw new TributaryError("invalid_input", `${name} is of no kind that is known.`, {
    hint: "Meetings are read from .json, .vtt, .srt and .md files.",
  });
}

function fromJson(name: string, text: string): MeetingInput {
  try {
    return checked(name, JSON.parse(text));
  } catch (cause) {
    if (cause instanceof TributaryError) throw cause;
    throw new TributaryError("invalid_input", `${name} is not JSON: ${(cause as Error).message}.`, { cause });
  }
}

function checked(name: string, value: unknown): MeetingInput {
  const { success, data, error } = meetingInput.safeParse(value);
  if (success && (data.transcript.length > 0 || data.insights.length > 0 || data.summary !== undefined)) return data;
  const problems = error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new TributaryError("invalid_input", `${name} holds no meeting: ${problems ?? "nothing was said in it"}.`, {
    hint: "docs/meetings.md shows what such files look like.",
  });
}

const time = /^(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s+-->/;

/** The cues of a VTT or SRT file. A cue that goes on where the same speaker stopped is put to the one before. */
function readCues(text: string): Spoken[] {
  const spoken: Spoken[] = [];
  for (const block of text.split(/\n{2,}/)) {
    const lines = block.split("\n");
    const start = lines.findIndex((line) => time.test(line));
    const match = start === -1 ? null : time.exec(lines[start] as string);
    if (match === null) continue;
    const [, hours = "0", minutes = "0", seconds = "0"] = match;
    const said = lines.slice(start + 1).join(" ");
    const voice = /<v(?:\.[^\s<>]*)?\s+([^<>]+)>/.exec(said)?.[1];
    const plain = said
      .replace(/<[^<>]*>/g, "")
      .replace(/&(lt|gt|amp|nbsp);/g, (_, name: string) => ({ lt: "<", gt: ">", amp: "&" })[name] ?? " ")
      .replace(/\s+/g, " ")
      .trim();
    const named = voice === undefined ? /^([\p{Lu}][^:.!?]{0,60}):\s+(.+)$/u.exec(plain) : null;
    const speaker = (voice ?? named?.[1])?.trim();
    const words = (named?.[2] ?? plain).trim();
    if (words === "") continue;
    const before = spoken.at(-1);
    if (before !== undefined && speaker !== undefined && before.speaker === speaker && before.text.length < 1_000) {
      before.text += ` ${words}`;
    } else {
      const at = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      spoken.push({ at, ...(speaker !== undefined && { speaker }), text: words });
    }
  }
  return spoken;
}

const headings: [RegExp, InsightKind][] = [
  [/decision|decided|agreed/i, "decision"],
  [/next steps?|follow.?ups?/i, "next_step"],
  [/tasks?|to.?dos?|action/i, "task"],
  [/notes?|discussion|points?|topics?/i, "note"],
];

/** Notes: the title is the first heading, lists below headings such as Decisions, Next steps, Tasks and Notes are insights. */
function readNotes(text: string, fallback: string, now: string): unknown {
  const { title: named, date, attendees, body } = frontMatter(text);
  let title = named ?? fallback;
  let kind: InsightKind | "participants" | undefined;
  let first = named === undefined;
  const summary: string[] = [];
  const insights: InsightInput[] = [];
  const participants = attendees.map((name) => ({ name }));
  for (const line of body.split("\n")) {
    const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1]?.replace(/(?<=[^\s#])\s*#*$/, "");
    if (heading !== undefined) {
      if (first) title = heading;
      else kind = kindOf(heading);
      first = false;
      continue;
    }
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.+)$/.exec(line)?.[1];
    if (item === undefined) {
      const last = insights.at(-1);
      // A line that goes on with an item is set in below it.
      if (/^\s{2,}\S/.test(line) && last !== undefined) last.text += `\n${line.trim()}`;
      else summary.push(line);
    } else if (kind === "participants") participants.push({ name: item.trim() });
    else insights.push(toInsight(item, kind));
  }
  const rest = summary.join("\n").trim();
  return {
    title: title.slice(0, 255),
    startedAt: date ?? now,
    participants,
    insights,
    ...(rest !== "" && { summary: rest }),
  };
}

const kindOf = (heading: string): InsightKind | "participants" =>
  /attendee|participant|present/i.test(heading)
    ? "participants"
    : (headings.find(([pattern]) => pattern.test(heading))?.[1] ?? "note");

/** `[ ]` makes it a task; `@name` and `(due 2026-01-31)` say whose and until when. */
function toInsight(item: string, kind: InsightKind | undefined): InsightInput {
  const box = /^\[[ xX]\]\s+/.exec(item)?.[0];
  const due = /\(?\b(?:due|by|until)[:\s]+(\d{4}-\d{2}-\d{2})\)?/i.exec(item);
  const assignee = /(?:^|\s)@([\p{L}][\p{L}\d._-]*)/u.exec(item)?.[1];
  const text = item
    .slice(box?.length ?? 0)
    .replace(due?.[0] ?? "", "")
    .replace(/\s{2,}/g, " ")
    .trim();
  return {
    kind: box === undefined ? (kind ?? "note") : "task",
    text,
    ...(assignee !== undefined && { assignee }),
    ...(due?.[1] !== undefined && { dueDate: due[1] }),
  };
}

function frontMatter(text: string): { title?: string; date?: string; attendees: string[]; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n?/.exec(text);
  if (match === null) return { attendees: [], body: text };
  const field = (name: string) =>
    new RegExp(`^(?:${name}):[^\\S\\n]*(\\S.*)$`, "im")
      .exec(match[1] as string)?.[1]
      ?.trim()
      .replace(/^["']|["']$/g, "")
      .trim() || undefined;
  const title = field("title");
  const time = Date.parse(field("date") ?? "");
  const people = field("attendees|participants")?.replace(/^\[|\]$/g, "");
  return {
    ...(title !== undefined && { title }),
    ...(!Number.isNaN(time) && { date: new Date(time).toISOString() }),
    attendees: (people?.split(",") ?? []).map((name) => name.trim()).filter((name) => name !== ""),
    body: text.slice(match[0].length),
  };
}
