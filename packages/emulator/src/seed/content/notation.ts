/**
 * The short notation the demo pages are written in, so that a page file reads like its page.
 *
 * Blocks: `# ` to `###### `, `- ` and `1. ` (two spaces nest), `[ ] `/`[x] ` tasks, `| a | b` rows (`||` header row,
 * `!` before a cell makes it a header), `> ` quotes, `----`, and fences `:::kind title` … `:::` with kind info, note,
 * tip, warning, expand, decisions or code (`:::code language title`).
 * Inline: `**strong**`, `*em*`, `~~struck~~`, `__underlined__`, `{{code}}`, `@person`, `{green:LOZENGE}`,
 * `{2026-01-31}`, `:emoji:`, `((name|text a comment is about))`, `{JIRA-1}`, `{card:https://…}`, `[text](https://…)`,
 * `[[Title]]`, `[[SPACE:Title#anchor|text]]`, `[[#anchor|text]]`, `[[^file.csv|text]]`,
 * `[[blog:SPACE:2026/01/31:Title|text]]`.
 */
import * as markup from "./markup.ts";
import { isPerson } from "./people.ts";

const FIRST_SLOT = 0xe100;
const SLOTS = /[\uE100-\uF8FF]/g;
const ONE_SLOT = /^[\uE100-\uF8FF]$/;

const INLINE =
  /\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|~~(.+?)~~|__(.+?)__|\{\{(.+?)\}\}(?!\})|\[\[(.+?)\]\]|\[([^\]]+)\]\(((?:https?:|mailto:)[^)\s]+)\)|\{card:(\S+?)\}|\{(grey|red|yellow|green|blue|purple):([^}]+)\}|\{(\d{4}-\d\d-\d\d)\}|\{([A-Z]+-\d+)\}|(?<![\w.])@([a-z]+)\b|\(\(([a-z0-9-]+)\|(.+?)\)\)|:([a-z_]+):/g;

const EMOJI: Record<string, string> = {
  ocean: markup.emoji("🌊", "ocean"),
  droplet: markup.emoji("💧", "droplet"),
  tada: markup.emoji("🎉", "tada"),
  rocket: markup.emoji("🚀", "rocket"),
  satellite: markup.emoji("📡", "satellite"),
  bird: markup.emoji("🐦", "bird"),
  snowflake: markup.emoji("❄️", "snowflake"),
  thumbsup: markup.emoji("👍", "thumbsup"),
  eyes: markup.emoji("👀", "eyes"),
  frog: markup.emoji("🐸", "frog"),
  check_mark: markup.atlassianEmoji("check_mark", "tick"),
  cross_mark: markup.atlassianEmoji("cross_mark", "cross"),
  info: markup.atlassianEmoji("info", "information"),
  warning: markup.atlassianEmoji("warning", "warning"),
  plus: markup.atlassianEmoji("plus", "plus"),
  minus: markup.atlassianEmoji("minus", "minus"),
};

function link(target: string): string {
  const [where = "", text] = target.split("|");
  const shown = text === undefined ? undefined : inline(text);
  if (where.startsWith("^")) return markup.attachmentLink(where.slice(1), text ?? where.slice(1));
  if (where.startsWith("#")) return markup.anchorLink(where.slice(1), shown ?? markup.esc(where.slice(1)));
  if (where.startsWith("=")) return markup.bareLink(where.slice(1));
  if (where.startsWith("blog:")) {
    const [, space = "", day = "", ...title] = where.split(":");
    return markup.blogLink(title.join(":"), space, day, shown);
  }
  const [, space, title = "", anchor] = /^(?:([A-Z][A-Z0-9]+|~\w+):)?([^#]+)(?:#(.+))?$/.exec(where) ?? [];
  return markup.pageLink(title, { space, text: shown, anchor });
}

const capitalised = (colour: string) => (colour[0]?.toUpperCase() + colour.slice(1)) as markup.StatusColour;

/** Most cells and many lines hold no notation at all; this look is cheaper than the large pattern. */
const MAYBE_INLINE = /[*{[@]|~~|__|\(\(|:[a-z_]+:/;

/** One line of the notation as inline markup. */
export function inline(text: string): string {
  if (!MAYBE_INLINE.test(text)) return markup.esc(text);
  let out = "";
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [
      whole,
      strong,
      em,
      struck,
      underlined,
      code,
      target,
      label,
      url,
      card,
      colour,
      lozenge,
      day,
      issue,
      person,
      ref,
      commented,
      emoji,
    ] = match;
    let made: string | undefined;
    if (strong !== undefined) made = `<strong>${inline(strong)}</strong>`;
    else if (em !== undefined) made = `<em>${inline(em)}</em>`;
    else if (struck !== undefined) made = `<del>${inline(struck)}</del>`;
    else if (underlined !== undefined) made = `<u>${inline(underlined)}</u>`;
    else if (code !== undefined) made = markup.code(code);
    else if (target !== undefined) made = link(target);
    else if (url !== undefined) made = markup.webLink(url, inline(label ?? ""));
    else if (card !== undefined) made = markup.card(card);
    else if (lozenge !== undefined) made = markup.status(lozenge, capitalised(colour ?? "grey"));
    else if (day !== undefined) made = markup.date(day);
    else if (issue !== undefined) made = markup.jiraIssue(issue);
    else if (person !== undefined) made = isPerson(person) ? markup.mention(person) : undefined;
    else if (commented !== undefined) made = markup.marker(ref ?? "", inline(commented));
    else if (emoji !== undefined) made = EMOJI[emoji];
    if (made === undefined) continue;
    out += markup.esc(text.slice(from, match.index)) + made;
    from = match.index + whole.length;
  }
  return out + markup.esc(text.slice(from));
}

type Lines = { lines: string[]; at: number };

function takeWhile(input: Lines, test: (line: string) => boolean): string[] {
  const start = input.at;
  while (input.at < input.lines.length && test(input.lines[input.at] ?? "")) input.at += 1;
  return input.lines.slice(start, input.at);
}

function takeFence(input: Lines): string[] {
  const start = ++input.at;
  for (let depth = 1; input.at < input.lines.length; input.at += 1) {
    const line = input.lines[input.at] ?? "";
    if (line === ":::") depth -= 1;
    else if (line.startsWith(":::")) depth += 1;
    if (depth === 0) break;
  }
  return input.lines.slice(start, input.at++);
}

function fence(head: string, body: string[]): string {
  const [kind = "", ...words] = head.slice(3).split(" ");
  const title = words.join(" ");
  switch (kind) {
    case "code": {
      const [language = "", ...rest] = words;
      return markup.codeMacro(language, body.join("\n"), rest.length ? { title: markup.esc(rest.join(" ")) } : {});
    }
    case "info":
    case "note":
    case "tip":
    case "warning":
      return markup.panel(kind, blocks(body), title);
    case "expand":
      return markup.expand(title, blocks(body));
    case "decisions":
      return markup.decisions(body.map(inline));
    default:
      throw new Error(`Unknown fence "${head}"`);
  }
}

const LIST_LINE = /^( *)(-|\d+\.) (.*)$/;
const TASK_LINE = /^( *)\[( |x)\] (.*)$/;

type Item = { depth: number; kind: string; text: string; children: Item[] };

function itemTree(lines: string[], pattern: RegExp): Item[] {
  const root: Item = { depth: -1, kind: "", text: "", children: [] };
  const open = [root];
  for (const line of lines) {
    const [, space = "", kind = "", text = ""] = pattern.exec(line) ?? [];
    const item: Item = { depth: space.length / 2, kind, text, children: [] };
    while ((open.at(-1)?.depth ?? -1) >= item.depth) open.pop();
    (open.at(-1) ?? root).children.push(item);
    open.push(item);
  }
  return root.children;
}

function list(items: Item[]): string {
  const made = items.map((item) =>
    markup.listItem(markup.p(inline(item.text)) + (item.children.length ? list(item.children) : "")),
  );
  const kind = items[0]?.kind ?? "-";
  return kind === "-" ? markup.bullets(made) : markup.numbered(made, Number.parseInt(kind, 10));
}

const tasks = (items: Item[]): string =>
  markup.taskList(
    items.map((item) =>
      markup.task(item.kind === "x", inline(item.text), item.children.length ? tasks(item.children) : ""),
    ),
  );

function pipeTable(lines: string[]): string {
  const rows = lines.map((line) => {
    const isHead = line.startsWith("||");
    return line
      .slice(isHead ? 2 : 1)
      .split(" | ")
      .map((one): markup.Cell => {
        const text = one.trim();
        const isHeader = isHead || text.startsWith("!");
        return { blocks: markup.p(inline(isHead || !isHeader ? text : text.slice(1))), header: isHeader };
      });
  });
  return markup.table(rows);
}

function block(input: Lines): string {
  const line = input.lines[input.at] ?? "";
  if (line.startsWith(":::")) {
    const body = takeFence(input);
    return fence(line, body);
  }
  const hashes = /^(#{1,6}) (.*)$/.exec(line);
  if (hashes) {
    input.at += 1;
    return markup.heading(hashes[1]?.length ?? 1, inline(hashes[2] ?? ""));
  }
  if (line.startsWith("|")) return pipeTable(takeWhile(input, (one) => one.startsWith("|")));
  if (LIST_LINE.test(line))
    return list(
      itemTree(
        takeWhile(input, (one) => LIST_LINE.test(one)),
        LIST_LINE,
      ),
    );
  if (TASK_LINE.test(line))
    return tasks(
      itemTree(
        takeWhile(input, (one) => TASK_LINE.test(one)),
        TASK_LINE,
      ),
    );
  if (line.startsWith("> ")) {
    return markup.quote(
      takeWhile(input, (one) => one.startsWith("> "))
        .map((one) => markup.p(inline(one.slice(2))))
        .join(""),
    );
  }
  input.at += 1;
  if (line === "----") return markup.rule;
  return ONE_SLOT.test(line) ? line : markup.p(inline(line));
}

function blocks(lines: string[]): string {
  const input = { lines, at: 0 };
  let out = "";
  while (input.at < lines.length) {
    if (lines[input.at] === "") input.at += 1;
    else out += block(input);
  }
  return out;
}

/** A page body in the notation above. Values put into the template are markup already and stay as they are. */
export function doc(strings: TemplateStringsArray, ...values: string[]): string {
  const source = strings.raw
    .map((part, i) => (i < values.length ? part + String.fromCharCode(FIRST_SLOT + i) : part))
    .join("");
  return blocks(source.split("\n")).replace(SLOTS, (slot) => values[slot.charCodeAt(0) - FIRST_SLOT] ?? "");
}
