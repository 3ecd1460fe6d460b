import { describe, expect, test } from "vitest";
import { openPage } from "../page/open-page.ts";
import { storageToMarkdown } from "./storage-to-markdown.ts";

const markdown = (storage: string, options = {}): string =>
  storageToMarkdown(storage, { handles: false, ...options }).markdown.trimEnd();

describe("text", () => {
  test.each([
    [
      "markup characters only where they would be markup",
      "<p>1 * 2, snake_case, a_ *b* [x] C:\\dir # | ~5 &amp;amp; &lt;b&gt; 2 &lt; 3</p>",
      "1 * 2, snake_case, a\\_ \\*b\\* \\[x] C:\\dir # | \\~5 \\&amp; \\<b> 2 < 3",
    ],
    [
      "line starts that would be blocks",
      "<p># a<br/>- b<br/>1. c<br/>&gt; d<br/>---</p>",
      "\\# a\\\n\\- b\\\n1\\. c\\\n\\> d\\\n\\---",
    ],
    ["spaces out of marks", "<p><strong>bold </strong>next<em> it</em></p>", "**bold** next *it*"],
    ["marks that flanking rules would break as HTML", "<p><strong>「語」</strong>は</p>", "<b>「語」</b>は"],
    ["nested and crossing marks", "<p><strong>a <em>b</em></strong><em>c</em></p>", "**a *b***<i>c</i>"],
    ["what Google Docs puts around its text", '<b style="font-weight:normal;"><p>a <b>b</b></p></b>', "a **b**"],
    ["a strike by style", '<p><span style="text-decoration: line-through;">old</span></p>', "~~old~~"],
    ["code with backticks", "<p><code>a `b`</code></p>", "`` a `b` ``"],
    [
      "bare addresses, in brackets where signs follow",
      "<p>http://a.b/c_d and http://a.b/*</p>",
      "http://a.b/c_d and <http://a.b/*>".replace("<http://a.b/*>", "<http://a.b/>\\*"),
    ],
    ["a sentence's own end", "<p>Done! {a} <strong>Really!</strong> yes!</p>", "Done! {a} **Really!** yes!"],
    ["no-break spaces", "<p>10&nbsp;km&nbsp;&nbsp; x</p>", "10\u00a0km x"],
  ])("keeps %s", (_, storage, expected) => {
    expect(markdown(storage)).toBe(expected);
  });
});

describe("links and images", () => {
  test.each([
    [
      "a page by title",
      '<p><ac:link ac:anchor="Sec"><ri:page ri:space-key="ENG" ri:content-title="A/B c" /></ac:link></p>',
      "[A/B c](page:ENG/A%2FB%20c#Sec)",
    ],
    [
      "an attachment of another page",
      '<p><ac:link><ri:attachment ri:filename="a b.pdf"><ri:page ri:content-title="P" /></ri:attachment></ac:link></p>',
      "[a b.pdf](attachment:P/a%20b.pdf)",
    ],
    [
      "a blog post",
      '<p><ac:link><ri:blog-post ri:content-title="News" ri:posting-day="2026/01/31" /></ac:link></p>',
      "[News](blog:2026/01/31/News)",
    ],
    [
      "an address that is its own text",
      '<p><a href="https://x.y/z" data-card-appearance="inline">https://x.y/z</a></p>',
      "<https://x.y/z>",
    ],
    [
      "an image with a caption",
      '<ac:image ac:alt="Alt"><ri:attachment ri:filename="a.png" /><ac:caption><p>Cap</p></ac:caption></ac:image>',
      "![Alt](attachment:a.png)\\\n*Cap*",
    ],
  ])("%s", (_, storage, expected) => {
    expect(markdown(storage)).toBe(expected);
  });

  test("names and addresses come from the resolvers", () => {
    const page =
      '<p><ac:link><ri:user ri:account-id="u1" /></ac:link> <ac:link><ri:page ri:content-title="T" /></ac:link> <ac:link><ri:page ri:space-key="S" ri:content-title="A b" /></ac:link></p>';
    const options = {
      resolveUser: () => "Jane Doe",
      resolvePage: ({ space }: { space?: string }) => (space === undefined ? "https://s/wiki/1" : undefined),
      baseUrl: "https://s/wiki",
    };
    expect(markdown(page, options)).toBe(
      "[@Jane Doe](user:u1) [T](https://s/wiki/1) [A b](https://s/wiki/display/S/A+b)",
    );
  });
});

describe("blocks", () => {
  test.each([
    ["two lists in a row stay two", "<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"],
    ["a list directly in a list is an item that holds it", "<ul><ul><li>a</li></ul></ul>", "- - a"],
    [
      "an empty task is still a task",
      "<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body></ac:task-body></ac:task></ac:task-list>",
      "- [ ] &nbsp;",
    ],
    [
      "a fence is longer than its content's",
      '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[```]]></ac:plain-text-body></ac:structured-macro>',
      "````\n```\n````",
    ],
    [
      "joined CDATA is one code",
      '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a ]]]]><![CDATA[> b]]></ac:plain-text-body></ac:structured-macro>',
      "```\na ]]> b\n```",
    ],
    [
      "a cell holds lines, pipes and lists",
      "<table><tr><th>A</th></tr><tr><td><p>a | b</p><ul><li>c</li></ul></td></tr></table>",
      "| A |\n| --- |\n| a \\| b<br> • c |",
    ],
    [
      "rows and columns merged onto the grid",
      '<table><tr><th colspan="2">A</th></tr><tr><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr></table>',
      "| A |  |\n| --- | --- |\n| b | c |\n|  | d |",
    ],
    [
      "an old macro with a default parameter",
      '<ac:macro ac:name="info"><ac:default-parameter>x</ac:default-parameter><ac:rich-text-body><p>a</p></ac:rich-text-body></ac:macro>',
      "> [!NOTE]\n> a",
    ],
    [
      "the content of a Cloud node, never its fallback",
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>a</p></ac:adf-content></ac:adf-node><ac:adf-fallback><p>a</p></ac:adf-fallback></ac:adf-extension>',
      "> [!IMPORTANT]\n> a",
    ],
    ["template instructions are no text", "<p>a<ac:placeholder>Type here</ac:placeholder></p>", "a"],
  ])("%s", (_, storage, expected) => {
    expect(markdown(storage)).toBe(expected);
  });

  test("a reference macro is one line with a handle that stays when others change", () => {
    const toc =
      '<ac:structured-macro ac:name="toc" ac:macro-id="m"><ac:parameter ac:name="maxLevel">2</ac:parameter></ac:structured-macro>';
    const [first] = storageToMarkdown(toc).handles;
    expect(storageToMarkdown(toc).markdown).toBe(`{{toc #${first?.handle}}}\n`);
    expect(storageToMarkdown(`<p>new</p>${toc}`).handles[0]?.handle).toBe(first?.handle);
  });
});

describe("tolerance", () => {
  test("HTML and ill-formed storage are read, and what was wrong is said with its place", () => {
    const { markdown, diagnostics } = storageToMarkdown("<p>a<br>b &nope; c\n<b>d</p><p>e");
    expect(markdown).toBe("a\\\nb \\&nope; c **d**\n\ne\n");
    expect(diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual([
      "unclosed-void 1",
      "mismatched-close 2",
      "unclosed-element 2",
      "unknown-entity 1",
    ]);
  });

  test("a size limit ends at a block and says so", () => {
    const { markdown, truncated } = storageToMarkdown("<p>one</p>".repeat(100), { maxLength: 20 });
    expect(truncated).toBe(true);
    expect(markdown).toMatch(/^(one\n\n)+\{\{truncated\}\}\n$/);
    expect(markdown.length).toBeLessThan(60);
  });

  test("a long run of one sign takes a moment, in an address, a line and a heading", () => {
    const many = 200_000;
    const before = performance.now();
    for (const text of [`http://a.b/${"!".repeat(many)}a`, `:${"-".repeat(many)}a`])
      expect(storageToMarkdown(`<p>${text}</p>`).markdown).toContain(text);
    expect(openPage(`<h1>${"[".repeat(many)}</h1>`, { version: 1 }).outline).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
