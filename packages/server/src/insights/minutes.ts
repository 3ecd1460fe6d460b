import type { Insight, InsightKind, Meeting } from "../store/meetings.ts";

/** The page made of a whole meeting, until an admin writes another template. */
export const usualTemplate = `{{summary}}

**When:** {{date}}

**Who:** {{participants}}

## Decisions

{{decisions}}

## Next steps

{{nextSteps}}

## Tasks

{{tasks}}

## Notes

{{notes}}
`;

const places: Record<string, InsightKind> = {
  decisions: "decision",
  nextSteps: "next_step",
  tasks: "task",
  notes: "note",
};

/**
 * A meeting as Markdown by a template with the places {{title}}, {{date}}, {{url}}, {{participants}}, {{summary}},
 * {{decisions}}, {{nextSteps}}, {{tasks}} and {{notes}}. A heading under which nothing comes to stand is left out, as is
 * a line whose places are all empty.
 */
export function fillTemplate(template: string, meeting: Meeting, insights: readonly Insight[]): string {
  const values: Record<string, string> = {
    title: meeting.title,
    date: dateOf(meeting),
    url: meeting.url ?? "",
    participants: meeting.participants.map(({ name }) => name).join(", "),
    summary: meeting.summary ?? "",
    ...Object.fromEntries(
      Object.entries(places).map(([place, kind]) => [place, toList(insights.filter((one) => one.kind === kind))]),
    ),
  };
  const lines = template.split("\n").flatMap((line) => {
    const names = [...line.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? "");
    if (names.length > 0 && names.every((name) => (values[name] ?? "") === "")) return [];
    return [line.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => values[name] ?? "")];
  });
  return withoutEmptySections(lines)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Insights as a list; tasks as boxes to tick. */
export function toList(insights: readonly Insight[]): string {
  return insights.map((one) => `${one.kind === "task" ? "- [ ]" : "-"} ${oneLine(one)}`).join("\n");
}

/** One insight as the text of a page or comment, with where it comes from. */
export function toText(meeting: Meeting, insights: readonly Insight[]): string {
  const [only] = insights;
  const body = insights.length === 1 && only !== undefined && only.kind !== "task" ? only.text : toList(insights);
  const source = `${meeting.title}, ${dateOf(meeting)}`;
  const from = meeting.url === undefined ? source : `[${source.replace(/[[\]]/g, "\\$&")}](${meeting.url})`;
  return `${body}\n\n*From the meeting ${from}*`;
}

/** The first sentence or line, as far as a title goes. */
export function titleOf(insights: readonly Insight[], meeting: Meeting): string {
  const [only] = insights;
  if (insights.length !== 1 || only === undefined) return `${meeting.title}, ${dateOf(meeting)}`.slice(0, 255);
  const first = only.text.split(/\n|(?<=[.!?])\s/)[0] ?? only.text;
  const plain = first.replace(/[*_`#>]|\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[.\s]+$/, "");
  return plain.length <= 120 ? plain : `${plain.slice(0, 119).replace(/\s+\S*$/, "")}…`;
}

const dateOf = ({ startedAt }: Meeting) => new Date(startedAt).toISOString().slice(0, 10);

function oneLine({ text, assignee, dueDate }: Insight): string {
  const said = text.replaceAll("\n", "\n  ");
  const who = assignee === undefined || text.includes(assignee) ? "" : ` (${assignee})`;
  return `${said}${who}${dueDate === undefined ? "" : `, due ${dueDate}`}`;
}

/** Headings with no text of theirs before the next heading as high go away. */
function withoutEmptySections(lines: string[]): string[] {
  const level = (line: string) => /^(#{1,6})\s/.exec(line)?.[1]?.length;
  return lines.filter((line, at) => {
    const own = level(line);
    if (own === undefined) return true;
    for (const next of lines.slice(at + 1)) {
      const deep = level(next);
      if (deep !== undefined && deep <= own) return false;
      if (deep === undefined && next.trim() !== "") return true;
    }
    return false;
  });
}
