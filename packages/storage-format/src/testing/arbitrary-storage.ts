import fc from "fast-check";
import { cdata, xmlAttribute, xmlText } from "../markdown-in/xml.ts";

// Random pages: every element the converter knows, nested as Confluence nests them, with text that looks like markup.

const nasty = [
  "*",
  "_",
  "**",
  "__",
  "`",
  "``",
  "[x]",
  "[ ]",
  "](",
  "![",
  "<b>",
  "</p>",
  "&amp;",
  "&",
  "\\",
  "~~",
  "~",
  "|",
  "#",
  "# a",
  "- ",
  "1. ",
  "1) a",
  "> q",
  "---",
  "===",
  "+",
  "{{toc}}",
  "{{",
  "}}",
  "http://a.b/c_d*e",
  "www.x.org",
  "a@b.co",
  "<!-- c -->",
  "]]>",
  "$x$",
  ":",
  "!",
  "\u00a0",
  "é",
  "日本",
  "「語」",
  "😀",
  "''",
  '"',
  "(a)",
  "a_b_c",
  "*x*",
  "_y_",
  "**z**",
  "<https://q.r>",
  "```",
  "~~~",
  "    code",
  "[l]: http://z",
  "[^1]",
];
const word = fc.oneof(
  { arbitrary: fc.constantFrom("alpha", "beta", "Gamma", "delta", "one", "two2", "Ωmega", "x"), weight: 5 },
  { arbitrary: fc.constantFrom(...nasty), weight: 3 },
);
export const text = fc
  .array(fc.tuple(word, fc.constantFrom(" ", "", " ", "\n", "  ")), { minLength: 1, maxLength: 6 })
  .map((words) => words.map(([w, gap]) => w + gap).join(""));
const title = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const id = fc.uuid();

interface Parts {
  inline: string;
  line: string;
  block: string;
  flow: string;
  list: string;
  tasks: string;
  cell: string;
}

const tie = fc.letrec<Parts>((self: fc.LetrecTypedTie<Parts>) => ({
  inline: fc.oneof(
    { maxDepth: 4, depthIdentifier: "inline" },
    { arbitrary: text.map(xmlText), weight: 8 },
    {
      arbitrary: fc
        .tuple(fc.constantFrom("strong", "em", "u", "s", "code", "sub", "sup", "small"), self("line"))
        .map(([name, line]) => `<${name}>${line}</${name}>`),
      weight: 4,
    },
    self("line").map((line) => `<span style="color: rgb(1,2,3);">${line}</span>`),
    fc
      .tuple(id, self("line"))
      .map(([ref, line]) => `<ac:inline-comment-marker ac:ref="${ref}">${line}</ac:inline-comment-marker>`),
    fc
      .tuple(text, fc.constantFrom("http://a.b/c?d=1&e=(2)", "mailto:x@y.z", "/rel/path x", "#anchor"))
      .map(([t, href]) => `<a href="${xmlAttribute(href)}">${xmlText(t)}</a>`),
    title.map((t) => `<ac:link><ri:page ri:content-title="${xmlAttribute(t)}" ri:version-at-save="3" /></ac:link>`),
    fc
      .tuple(title, text)
      .map(
        ([t, body]) =>
          `<ac:link ac:anchor="an"><ri:page ri:space-key="ENG" ri:content-title="${xmlAttribute(t)}" /><ac:plain-text-link-body>${cdata(body)}</ac:plain-text-link-body></ac:link>`,
      ),
    fc.constantFrom("abc123", "557058:00-11").map((user) => `<ac:link><ri:user ri:account-id="${user}" /></ac:link>`),
    fc.constant('<time datetime="2026-05-01" />'),
    fc.constant("<br />"),
    fc
      .constantFrom("😀", "🎉")
      .map(
        (emoji) =>
          `<ac:emoticon ac:name="blue-star" ac:emoji-shortname=":x:" ac:emoji-id="1f600" ac:emoji-fallback="${emoji}" />`,
      ),
    fc
      .tuple(title, id)
      .map(
        ([t, macro]) =>
          `<ac:structured-macro ac:name="status" ac:schema-version="1" ac:macro-id="${macro}"><ac:parameter ac:name="title">${xmlText(t)}</ac:parameter><ac:parameter ac:name="colour">hiddenword</ac:parameter></ac:structured-macro>`,
      ),
    fc.constant(
      '<ac:structured-macro ac:name="jira"><ac:parameter ac:name="server">hiddenword</ac:parameter><ac:parameter ac:name="key">ENG-12</ac:parameter></ac:structured-macro>',
    ),
    title.map(
      (alt) =>
        `<ac:image ac:inline="true" ac:alt="${xmlAttribute(alt)}"><ri:attachment ri:filename="pic 1.png" /></ac:image>`,
    ),
  ),
  line: fc.array(self("inline"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
  list: fc
    .tuple(
      fc.constantFrom("ul", "ol"),
      fc.array(fc.tuple(fc.boolean(), self("line"), fc.option(self("block"), { freq: 5, nil: "" })), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(
      ([name, items]) =>
        `<${name}>${items.map(([wrapped, line, rest]) => `<li>${wrapped ? `<p local-id="z">${line}</p>` : line}${rest}</li>`).join("")}</${name}>`,
    ),
  tasks: fc
    .array(fc.tuple(fc.boolean(), self("line")), { minLength: 1, maxLength: 3 })
    .map(
      (items) =>
        `<ac:task-list>${items.map(([done, line], at) => `<ac:task>\n<ac:task-id>${at + 1}</ac:task-id>\n<ac:task-status>${done ? "complete" : "incomplete"}</ac:task-status>\n<ac:task-body>${line}</ac:task-body>\n</ac:task>`).join("\n")}</ac:task-list>`,
    ),
  cell: fc.oneof(
    { arbitrary: self("line"), weight: 4 },
    { arbitrary: self("line").map((line) => `<p>${line}</p>`), weight: 1 },
    { arbitrary: self("flow"), weight: 1 },
  ),
  block: fc.oneof(
    { maxDepth: 3, depthIdentifier: "block" },
    { arbitrary: self("line").map((line) => `<p local-id="abc">${line}</p>`), weight: 6 },
    {
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 6 }), self("line"))
        .map(([level, line]) => `<h${level}>${line}</h${level}>`),
      weight: 2,
    },
    { arbitrary: self("list"), weight: 3 },
    self("tasks"),
    self("flow").map((flow) => `<blockquote>${flow}</blockquote>`),
    fc.constant("<hr />"),
    fc.constant("<p />"),
    fc
      .tuple(fc.constantFrom("", "java", "c++"), fc.array(text, { maxLength: 3 }))
      .map(
        ([language, lines]) =>
          `<ac:structured-macro ac:name="code" ac:macro-id="m">${language === "" ? "" : `<ac:parameter ac:name="language">${language}</ac:parameter>`}<ac:plain-text-body>${cdata(lines.join("\n"))}</ac:plain-text-body></ac:structured-macro>`,
      ),
    text.map((body) => `<pre>${xmlText(body)}</pre>`),
    fc
      .tuple(fc.constantFrom("info", "note", "tip", "warning", "panel"), fc.option(title, { nil: "" }), self("flow"))
      .map(
        ([name, t, flow]) =>
          `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name="icon">hiddenword</ac:parameter>${t === "" ? "" : `<ac:parameter ac:name="title">${xmlText(t)}</ac:parameter>`}<ac:rich-text-body>${flow}</ac:rich-text-body></ac:structured-macro>`,
      ),
    fc
      .tuple(title, self("flow"))
      .map(
        ([t, flow]) =>
          `<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">${xmlText(t)}</ac:parameter><ac:rich-text-body>${flow}</ac:rich-text-body></ac:structured-macro>`,
      ),
    self("flow").map(
      (flow) =>
        `<ac:structured-macro ac:name="excerpt"><ac:parameter ac:name="name">hiddenword</ac:parameter><ac:rich-text-body>${flow}</ac:rich-text-body></ac:structured-macro>`,
    ),
    fc
      .constantFrom("toc", "children", "some-vendor")
      .map(
        (name) =>
          `<ac:structured-macro ac:name="${name}" ac:macro-id="q"><ac:parameter ac:name="depth">hiddenword</ac:parameter></ac:structured-macro>`,
      ),
    fc
      .tuple(title, fc.option(self("line"), { nil: "" }))
      .map(
        ([alt, line]) =>
          `<ac:image ac:align="center" ac:alt="${xmlAttribute(alt)}"><ri:attachment ri:filename="p.png" />${line === "" ? "" : `<ac:caption><p>${line}</p></ac:caption>`}</ac:image>`,
      ),
    fc
      .tuple(
        fc.boolean(),
        fc.array(fc.array(self("cell"), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      )
      .map(
        ([headed, rows]) =>
          `<table><tbody>${rows.map((row, y) => `<tr>${row.map((cell) => (headed && y === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join("")}</tr>`).join("")}</tbody></table>`,
      ),
    fc
      .tuple(self("flow"), self("flow"))
      .map(
        ([a, b]) =>
          `<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>${a}</ac:layout-cell><ac:layout-cell>${b}</ac:layout-cell></ac:layout-section></ac:layout>`,
      ),
    self("flow").map((flow) => `<div>${flow}</div>`),
  ),
  flow: fc.array(self("block"), { minLength: 1, maxLength: 3 }).map((blocks) => blocks.join("")),
}));

/** A random storage page, well-formed. */
export const storagePage = fc.array(tie.block, { minLength: 1, maxLength: 5 }).map((blocks) => blocks.join("\n"));
export const storageLine = tie.line;
