import { markdownToStorage } from "./markdown-in/markdown-to-storage.ts";
import { storageToMarkdown } from "./markdown-out/storage-to-markdown.ts";

export interface ConversionRow {
  /** What it is called in Confluence's editor. */
  name: string;
  storage: string;
  /** What `storageToMarkdown` makes of it. */
  markdown: string;
  /** What `markdownToStorage` makes of that Markdown when there is no base to take bytes from. */
  written: string;
}

const body = (text: string): string => `<ac:rich-text-body><p>${text}</p></ac:rich-text-body>`;
const panel = (name: string): string => `<ac:structured-macro ac:name="${name}">${body("Text")}</ac:structured-macro>`;

/** One example of everything the converter knows, as `[name, storage]`. */
const examples: readonly (readonly [string, string])[] = [
  ["Heading", "<h2>Title</h2>"],
  [
    "Text marks",
    "<p><strong>bold</strong>, <em>italic</em>, <s>struck</s>, <u>underlined</u>, <code>code</code>, H<sub>2</sub>O</p>",
  ],
  ["Line break", "<p>one<br />two</p>"],
  ["Bulleted list", "<ul><li><p>one</p><ul><li><p>two</p></li></ul></li></ul>"],
  ["Numbered list", '<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol>'],
  [
    "Tasks",
    "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>done</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>open</ac:task-body></ac:task></ac:task-list>",
  ],
  ["Quote", "<blockquote><p>Words</p></blockquote>"],
  ["Divider", "<hr />"],
  [
    "Code block",
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter><ac:parameter ac:name="title">a.js</ac:parameter><ac:plain-text-body><![CDATA[let a = 1;]]></ac:plain-text-body></ac:structured-macro>',
  ],
  ["Info panel (blue)", panel("info")],
  ["Success panel (green)", panel("tip")],
  ["Warning panel (yellow)", panel("note")],
  ["Error panel (red)", panel("warning")],
  [
    "Note panel (purple)",
    '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>Text</p></ac:adf-content></ac:adf-node></ac:adf-extension>',
  ],
  [
    "Custom panel",
    `<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">Title</ac:parameter>${body("Text")}</ac:structured-macro>`,
  ],
  [
    "Expand",
    `<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">More</ac:parameter>${body("Text")}</ac:structured-macro>`,
  ],
  [
    "Table",
    "<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>",
  ],
  [
    "Table with merged cells",
    '<table><tbody><tr><td colspan="2"><p>wide</p></td></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>',
  ],
  ["Link", '<p><a href="https://example.com">text</a></p>'],
  ["Link to a page", '<p><ac:link><ri:page ri:space-key="ENG" ri:content-title="Data model" /></ac:link></p>'],
  ["Link to a heading", '<p><ac:link ac:anchor="Setup"><ac:link-body>see below</ac:link-body></ac:link></p>'],
  ["Mention", '<p><ac:link><ri:user ri:account-id="5b10" /></ac:link></p>'],
  [
    "Attached image",
    '<ac:image ac:alt="A chart"><ri:attachment ri:filename="chart.png" /><ac:caption><p>Growth</p></ac:caption></ac:image>',
  ],
  ["Image from the web", '<ac:image><ri:url ri:value="https://example.com/a.png" /></ac:image>'],
  ["Date", '<p><time datetime="2026-05-01" /></p>'],
  ["Emoji", '<p><ac:emoticon ac:name="blue-star" ac:emoji-shortname=":tada:" ac:emoji-fallback="🎉" /></p>'],
  [
    "Status",
    '<p><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DONE</ac:parameter><ac:parameter ac:name="colour">Green</ac:parameter></ac:structured-macro></p>',
  ],
  ["Table of contents", '<ac:structured-macro ac:name="toc" />'],
  [
    "Jira issue",
    '<p><ac:structured-macro ac:name="jira"><ac:parameter ac:name="key">ENG-12</ac:parameter></ac:structured-macro></p>',
  ],
  [
    "Include page",
    '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="Shared text" /></ac:link></ac:parameter></ac:structured-macro>',
  ],
  [
    "Excerpt, page properties, columns, tabs",
    `<ac:structured-macro ac:name="excerpt">${body("Shown in place")}</ac:structured-macro>`,
  ],
  [
    "Layout",
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>left</p></ac:layout-cell><ac:layout-cell><p>right</p></ac:layout-cell></ac:layout-section></ac:layout>',
  ],
  ["Inline comment", '<p>some <ac:inline-comment-marker ac:ref="c1">commented</ac:inline-comment-marker> text</p>'],
];

/** The table of what becomes what, made by running the converter: documentation printed from it cannot be wrong. */
export function conversionTable(): ConversionRow[] {
  return examples.map(([name, storage]) => {
    const { markdown } = storageToMarkdown(storage);
    return {
      name,
      storage,
      markdown: markdown.trimEnd(),
      written: markdownToStorage(markdown.replace(/ #[0-9a-z]{5,11}\}\}/g, "}}")).storage,
    };
  });
}
