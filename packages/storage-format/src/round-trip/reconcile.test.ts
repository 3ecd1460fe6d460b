import { describe, expect, test } from "vitest";
import { markdownToStorage, storageToMarkdown } from "../index.ts";

const page =
  '<h2 local-id="a1">Goals</h2><p local-id="a2">We <ac:inline-comment-marker ac:ref="c1">ship <strong>fast</strong></ac:inline-comment-marker> and <span style="color: rgb(1,2,3);">safe</span> on <time datetime="2026-05-01" />.</p>' +
  '<ul local-id="u"><li local-id="l1"><p>One</p></li><li local-id="l2"><p>Two <ac:link><ri:user ri:account-id="u1" ri:local-id="z" /></ac:link></p></li></ul>' +
  '<ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="m1" />' +
  '<ac:structured-macro ac:name="info" ac:macro-id="m2"><ac:parameter ac:name="icon">false</ac:parameter><ac:rich-text-body><p>Info &amp; more</p><ac:structured-macro ac:name="code" ac:macro-id="m3"><ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body><![CDATA[let a = 1;]]></ac:plain-text-body></ac:structured-macro></ac:rich-text-body></ac:structured-macro>' +
  "<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list>" +
  '<table><colgroup><col /></colgroup><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td data-highlight-colour="#fff"><p>1</p></td><td><p>2 <ac:structured-macro ac:name="status" ac:macro-id="m4"><ac:parameter ac:name="title">DONE</ac:parameter><ac:parameter ac:name="colour">Green</ac:parameter></ac:structured-macro></p></td></tr></tbody></table>';

const { markdown, version } = storageToMarkdown(page);

/** The page after an edit of its Markdown. */
function edited(change: (markdown: string) => string): string {
  const now = change(markdown);
  expect(now).not.toBe(markdown);
  return markdownToStorage(now, { base: page }).storage;
}

const swap = (from: string, to: string): string => {
  expect(page).toContain(from);
  return page.replace(from, () => to);
};

describe("edited Markdown changes in the page only", () => {
  test.each([
    ["a word", (m: string) => m.replace("safe", "sound"), swap("safe", "sound")],
    [
      "words inside a commented, bold and coloured line",
      (m: string) => m.replace("fast", "well").replace("safe", "sound"),
      swap("fast", "well").replace("safe", "sound"),
    ],
    [
      "a heading's level",
      (m: string) => m.replace("## Goals", "### Goals"),
      swap('<h2 local-id="a1">Goals</h2>', '<h3 local-id="a1">Goals</h3>'),
    ],
    [
      "a list item added",
      (m: string) => m.replace("- One", "- One\n- New"),
      swap("<p>One</p></li>", "<p>One</p></li><li><p>New</p></li>"),
    ],
    ["a task ticked", (m: string) => m.replace("[ ]", "[x]"), swap("incomplete", "complete")],
    ["code inside a panel", (m: string) => m.replace("a = 1", "b = 2"), swap("a = 1", "b = 2")],
    ["a code block's language", (m: string) => m.replace("```js", "```ts"), swap(">js<", ">ts<")],
    ["a cell", (m: string) => m.replace("| 1 |", "| 11 |"), swap("<p>1</p>", "<p>11</p>")],
    [
      "a row added",
      (m: string) => `${m}| 3 | 4 |\n`,
      swap("</tr></tbody>", "</tr><tr><td><p>3</p></td><td><p>4</p></td></tr></tbody>"),
    ],
    ["a panel's kind", (m: string) => m.replace("[!NOTE]", "[!WARNING]"), swap('ac:name="info"', 'ac:name="note"')],
    ["a status' text", (m: string) => m.replace("status: DONE", "status: OPEN"), swap(">DONE<", ">OPEN<")],
    [
      "a paragraph removed",
      (m: string) => m.replace(/We ship.*\n\n/, ""),
      page.replace(/<p local-id="a2">.*?<\/p>/, ""),
    ],
    ["a paragraph added at the end", (m: string) => `${m}\nEnd\n`, `${page}<p>End</p>`],
    [
      "a list made a numbered one",
      (m: string) => m.replace("- One", "1. One").replace("- Two", "2. Two"),
      swap('<ul local-id="u">', '<ol local-id="u">').replace("</ul>", "</ol>"),
    ],
  ])("%s", (_, change, expected) => {
    expect(edited(change)).toBe(expected);
  });

  test("a moved block takes its bytes along", () => {
    const [heading, ...others] = markdown.split("\n\n");
    const moved = [others[0], heading, ...others.slice(1)].join("\n\n");
    const bytes = '<h2 local-id="a1">Goals</h2>';
    expect(edited(() => moved)).toBe(swap(bytes, "").replace('" />.</p>', () => `" />.</p>${bytes}`));
  });

  test("links, mentions, dates and macros of a rewritten line keep theirs", () => {
    const storage = edited((m) => m.replace("Two ", "**Two** or _three_ with "));
    expect(storage).toContain(
      '<p><strong>Two</strong> or <em>three</em> with <ac:link><ri:user ri:account-id="u1" ri:local-id="z" /></ac:link></p>',
    );
    expect(edited((m) => m.replace("We ship", "**Now** we ship"))).toContain('<time datetime="2026-05-01" />');
  });

  test.each([
    [
      "beside colours and comments",
      '<p>We <ac:inline-comment-marker ac:ref="c">ship <strong>it</strong></ac:inline-comment-marker> <span style="color: red;">now</span> or later</p>',
      "later",
      "**never** [say](http://x.y)",
      '<strong>never</strong> <a href="http://x.y">say</a>',
    ],
    [
      "inside a comment",
      '<p>We <ac:inline-comment-marker ac:ref="c">ship it</ac:inline-comment-marker> <em>now</em></p>',
      "it",
      "`it`",
      "<code>it</code>",
    ],
    ["in a cell", "<table><tbody><tr><td><p>a <u>b</u> c</p></td></tr></tbody></table>", " c", " *c*", " <em>c</em>"],
  ])("marks put on words %s", (_, base, from, to, storage) => {
    const { markdown } = storageToMarkdown(base);
    const at = base.lastIndexOf(from);
    expect(markdownToStorage(markdown.replace(from, to), { base })).toEqual({
      storage: base.slice(0, at) + storage + base.slice(at + from.length),
      diagnostics: [],
    });
  });

  test("a comment goes along with the half of a paragraph it stands on, and around marks in a line written anew", () => {
    const comment = (text: string): string => `<ac:inline-comment-marker ac:ref="c">${text}</ac:inline-comment-marker>`;
    const base = `<p>One sentence. ${comment("Another one")} behind.</p>`;
    expect(markdownToStorage("One sentence.\n\nAnother one behind.\n", { base })).toEqual({
      storage: `<p>One sentence.</p><p>${comment("Another one")} behind.</p>`,
      diagnostics: [],
    });
    const marked = `<p><em>We ${comment("ship <strong>it</strong>")} now</em></p>`;
    expect(markdownToStorage("We `do` ship **it** now\n", { base: marked }).storage).toBe(
      `<p>We <code>do</code> ${comment("ship ")}<strong>${comment("it")}</strong> now</p>`,
    );
  });

  test("comments of a rewritten line are anchored again where their text still stands, or reported", () => {
    const base = '<p>See <ac:inline-comment-marker ac:ref="c1">this part</ac:inline-comment-marker> here</p>';
    expect(markdownToStorage("**Now** see this part `here` *too*\n", { base }).storage).toContain(
      '<ac:inline-comment-marker ac:ref="c1">this part</ac:inline-comment-marker>',
    );
    expect(markdownToStorage("Nothing *of* it left `now`\n", { base }).diagnostics.map(({ code }) => code)).toEqual([
      "comment-lost",
    ]);
  });
});

describe("links and images keep what Markdown does not show", () => {
  const image =
    '<ac:image ac:width="50" ac:alt="old"><ri:attachment ri:filename="a.png" ri:version-at-save="1" /></ac:image>';
  const link =
    '<ac:link ac:tooltip="t"><ri:page ri:content-title="P" ri:version-at-save="4" /><ac:plain-text-link-body><![CDATA[the <old> page]]></ac:plain-text-link-body></ac:link>';
  const titled = '<ac:link><ri:page ri:content-title="P" ri:version-at-save="4" /></ac:link>';

  test.each([
    [
      "words of a plain-text link",
      `<p>See ${link}</p>`,
      "\\<old>",
      "\\<new>",
      `<p>See ${link.replace("old", "new")}</p>`,
    ],
    ["an image's text", image, "![old]", "![new]", image.replace("old", "new")],
    ["an image's text in a line", `<p>a ${image}</p>`, "![old]", "![new]", `<p>a ${image.replace("old", "new")}</p>`],
    [
      "an image's new caption",
      image,
      "a.png)",
      "a.png)\\\n*Below*",
      image.replace("</ac:image>", "<ac:caption><p>Below</p></ac:caption></ac:image>"),
    ],
    [
      "a mark in a plain-text link",
      `<p>See ${link}</p>`,
      "page]",
      "**page**]",
      `<p>See ${link.replace(/<ac:plain.*body>/, "<ac:link-body>the &lt;old&gt; <strong>page</strong></ac:link-body>")}</p>`,
    ],
    [
      "a link that showed its page's title",
      `<p>See ${titled}</p>`,
      "[P]",
      "[*Q*]",
      `<p>See ${titled.replace("</ac:link>", "<ac:link-body><em>Q</em></ac:link-body></ac:link>")}</p>`,
    ],
  ])("%s", (_, base, from, to, expected) => {
    const { markdown } = storageToMarkdown(base);
    const now = markdown.replace(from, to);
    expect(now).not.toBe(markdown);
    expect(markdownToStorage(now, { base }).storage).toBe(expected);
  });
});

test("a macro's title is its parameter: it is changed and removed there, and nothing gets between it and the body", () => {
  const title = '<ac:parameter ac:name="title">Old title</ac:parameter>';
  const base = `<p>a</p><ac:structured-macro ac:name="localtab"><ac:parameter ac:name="id">x</ac:parameter>${title}<ac:rich-text-body><p>Body</p></ac:rich-text-body></ac:structured-macro>`;
  const { markdown } = storageToMarkdown(base);
  const after = (from: string, to: string): string => markdownToStorage(markdown.replace(from, to), { base }).storage;
  expect(after("Old", "New")).toBe(base.replace("Old", "New"));
  expect(after("**Old title**\n\n", "")).toBe(base.replace(title, ""));
  expect(after("a\n\n", "a\n\nb\n\n")).toBe(base.replace("<p>a</p>", "<p>a</p><p>b</p>"));
  expect(after("**Old title**\n", "**Old title**\n\nb\n")).toBe(base.replace("<p>Body", "<p>b</p><p>Body"));
  expect(after("**Old title**", "A *plain* line")).toBe(
    base.replace(title, "").replace("<p>Body", "<p>A <em>plain</em> line</p><p>Body"),
  );
});

test.each([
  ["<pre>a<br />word &lt; <strong>c</strong></pre>", "word", "words"],
  [
    '<ac:structured-macro ac:name="code"><ac:plain-text-body>a &lt; word</ac:plain-text-body></ac:structured-macro>',
    "word",
    "words",
  ],
  [
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[x ]]]]><![CDATA[> word]]></ac:plain-text-body></ac:structured-macro>',
    "word",
    "thing",
  ],
  [
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[x\r\nword\r\n]]></ac:plain-text-body></ac:structured-macro>',
    "word",
    "thing",
  ],
  [
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[😀]]></ac:plain-text-body></ac:structured-macro>',
    "😀",
    "😁",
  ],
  [
    '<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-node type="decision-item"><ac:adf-content>Go <em>on</em></ac:adf-content></ac:adf-node></ac:adf-node></ac:adf-extension>',
    "Go",
    "Move",
  ],
])("code and decisions change where their words do: %s", (base, from, to) => {
  const { markdown } = storageToMarkdown(base);
  expect(markdownToStorage(markdown.replace(from, to), { base }).storage).toBe(base.replace(from, to));
});

test("a decision is one line with its sign", () => {
  const item = '<ac:adf-node type="decision-item"><ac:adf-content>Go <em>on</em></ac:adf-content></ac:adf-node>';
  expect(storageToMarkdown(`<ac:adf-extension>${item}</ac:adf-extension>`).markdown).toBe("◇ Go *on*\n");
  expect(storageToMarkdown(`<ac:adf-extension>${item.replace("Go <em>on</em>", "")}</ac:adf-extension>`).markdown).toBe(
    "◇\n",
  );
});

test("a line with an emoji or date that shows nothing can be written anew", () => {
  const base = '<p>Hi <ac:emoticon /> and <time datetime="" /> you</p>';
  expect(markdownToStorage("**Hi** and `you`\n", { base }).storage).toBe(
    "<p><strong>Hi</strong> and <code>you</code></p>",
  );
});

test("a line of many dates is rewritten without a stack as deep", () => {
  const base = `<p>${'<time datetime="2026-05-01" /> '.repeat(20_000)}</p>`;
  const { markdown } = storageToMarkdown(base);
  const { storage } = markdownToStorage(`**Now** and \`then\`: ${markdown}`, { base });
  expect(storage.split("<time").length).toBe(20_001);
});

test("a body or layout cell that loses all its blocks keeps an empty paragraph", () => {
  const base =
    '<p>a</p><ac:structured-macro ac:name="excerpt"><ac:rich-text-body><p>b</p></ac:rich-text-body></ac:structured-macro>';
  expect(markdownToStorage("a\n", { base }).storage).toBe(base.replace("<p>b</p>", "<p />"));
});

test("a cell's bullets are a list again when the cell is written anew", () => {
  const base = "<table><tbody><tr><th>A</th></tr><tr><td><ul><li>x</li></ul></td></tr></tbody></table>";
  const { markdown } = storageToMarkdown(base);
  expect(markdownToStorage(markdown.replace("• x", "• x<br> • **y**"), { base }).storage).toBe(
    base.replace("<ul><li>x</li></ul>", "<ul><li><p>x</p></li><li><p><strong>y</strong></p></li></ul>"),
  );
});

describe("what cannot be done is said", () => {
  test("a handle no macro of the page has", () => {
    const { diagnostics } = markdownToStorage("{{toc #zzzzz}}", { base: page });
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toContain("error unknown-handle");
  });

  test("a base of another version", () => {
    const { diagnostics } = markdownToStorage(markdown, { base: `${page}<p>new</p>`, baseVersion: version });
    expect(diagnostics[0]?.code).toBe("version-conflict");
  });

  test("a page that was cut short keeps what was not shown", () => {
    const markdownOptions = { maxLength: 60 };
    const short = storageToMarkdown(page, markdownOptions);
    expect(short.truncated).toBe(true);
    expect(markdownToStorage(short.markdown, { base: page, markdownOptions }).storage).toBe(page);
    expect(markdownToStorage(short.markdown.replace("Goals", "Aims"), { base: page, markdownOptions }).storage).toBe(
      swap("Goals", "Aims"),
    );
  });
});
