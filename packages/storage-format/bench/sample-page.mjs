/**
 * An editor-made page of about the wanted size: headings, nested lists, tables, code, panels, tasks, links, with the
 * ids Confluence's editor puts on every element.
 */
export function samplePage(size) {
  let seed = 7;
  const next = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  const words =
    "the service reads every record from its queue and writes a summary to the page where people look for it before they ask".split(
      " ",
    );
  const sentence = (count) => Array.from({ length: count }, () => words[next(words.length)]).join(" ");
  const id = () => (next(0xffffff) * 0x1000000 + next(0xffffff)).toString(16).padStart(12, "0");
  const uuid = () => `${id().slice(0, 8)}-${id().slice(0, 4)}-4${id().slice(0, 3)}-a${id().slice(0, 3)}-${id()}`;
  const parts = [];
  let length = 0;
  const add = (text) => {
    parts.push(text);
    length += text.length;
  };
  const p = (text) => `<p local-id="${id()}">${text}</p>`;
  for (let section = 1; length < size; section++) {
    add(`<h2 local-id="${id()}">Section ${section} ${sentence(3)}</h2>`);
    for (let i = 0; i < 3; i++) {
      add(
        p(
          `${sentence(18)} <strong>${sentence(2)}</strong>, ${sentence(9)} <em>${sentence(3)}</em> &ndash; ${sentence(8)}.`,
        ),
      );
    }
    add(`<ul local-id="${id()}">`);
    for (let i = 0; i < 4; i++) {
      add(
        `<li local-id="${id()}">${p(sentence(8))}<ul local-id="${id()}"><li local-id="${id()}">${p(`${sentence(5)} <code>${sentence(2)}</code>`)}</li><li local-id="${id()}">${p(sentence(6))}</li></ul></li>`,
      );
    }
    add("</ul>");
    add(`<table data-table-width="760" data-layout="default" ac:local-id="${uuid()}"><tbody>`);
    for (let row = 0; row < 7; row++) {
      const cell = row === 0 ? "th" : "td";
      add(
        `<tr local-id="${id()}">${Array.from({ length: 4 }, () => `<${cell} local-id="${id()}">${p(sentence(3))}</${cell}>`).join("")}</tr>`,
      );
    }
    add("</tbody></table>");
    const code = Array.from({ length: 6 }, (_, i) => `  const value${i} = load("${sentence(1)}") && ${i} < 10;`).join(
      "\n",
    );
    add(
      `<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="${uuid()}"><ac:parameter ac:name="language">typescript</ac:parameter><ac:plain-text-body><![CDATA[function f() {\n${code}\n}]]></ac:plain-text-body></ac:structured-macro>`,
    );
    add(
      `<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="${uuid()}"><ac:rich-text-body>${p(sentence(16))}</ac:rich-text-body></ac:structured-macro>`,
    );
    add(`<ac:task-list ac:task-list-id="${uuid()}">`);
    for (let i = 0; i < 3; i++) {
      add(
        `<ac:task><ac:task-id>${section * 10 + i}</ac:task-id><ac:task-uuid>${uuid()}</ac:task-uuid><ac:task-status>${i % 2 ? "complete" : "incomplete"}</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">${sentence(7)}</span></ac:task-body></ac:task>`,
      );
    }
    add("</ac:task-list>");
    add(
      p(
        `See <ac:link><ri:page ri:space-key="ENG" ri:content-title="Page ${section}" ri:version-at-save="4" /></ac:link> and <a href="https://example.com/${section}?a=1&amp;b=2">the ${sentence(2)}</a> <ac:structured-macro ac:name="status" ac:schema-version="1" ac:macro-id="${uuid()}"><ac:parameter ac:name="title">DONE</ac:parameter><ac:parameter ac:name="colour">Green</ac:parameter></ac:structured-macro>`,
      ),
    );
  }
  return parts.join("");
}
