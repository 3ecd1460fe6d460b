import { SaxesParser } from "saxes";
import { emoticons } from "../model/emoticon.ts";
import { namedEntities } from "../tree/entities.ts";

// A reading of storage format that shares nothing with ours: saxes, and the list of what a reader sees.

/** The error a strict XML parser finds in a body, or undefined. */
export function xmlError(storage: string): string | undefined {
  try {
    readXml(
      storage,
      () => {},
      () => {},
      () => {},
    );
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

type Attributes = Record<string, string>;

function readXml(
  storage: string,
  open: (name: string, attributes: Attributes) => void,
  close: (name: string) => void,
  text: (text: string) => void,
): void {
  const parser = new SaxesParser({ xmlns: true });
  Object.assign(parser.ENTITIES, Object.fromEntries(namedEntities));
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) =>
    open(
      tag.name,
      Object.fromEntries(
        Object.entries(tag.attributes).map(([name, value]) => [name, typeof value === "string" ? value : value.value]),
      ),
    ),
  );
  parser.on("closetag", (tag) => close(tag.name));
  parser.on("text", text);
  parser.on("cdata", text);
  parser.write(`<root xmlns:ac="a" xmlns:ri="b" xmlns:at="c">${storage}</root>`).close();
}

const hidden = new Set(
  "ac:task-id ac:task-uuid ac:task-status ac:placeholder ac:adf-attribute ac:adf-fallback".split(" "),
);
const shownParameters: Record<string, string[]> = {
  status: ["title"],
  expand: ["title"],
  panel: ["title"],
  info: ["title"],
  note: ["title"],
  tip: ["title"],
  warning: ["title"],
  code: ["title"],
  jira: ["key", "jqlQuery"],
};
const inlineNames = new Set(
  "strong b em i u s del code sub sup small big span a ac:link ac:link-body ac:plain-text-link-body ac:inline-comment-marker ac:parameter ri:page ri:user ri:attachment".split(
    " ",
  ),
);

/** The text a reader of the page sees, in order: with titles, dates, emoji, mentions and link titles. */
export function visibleText(storage: string): string {
  const parts: string[] = [];
  const macros: string[] = [];
  let skip = 0;
  let parameter: string | undefined;
  let link: { title: string; at: number } | undefined;
  readXml(
    storage,
    (name, attributes) => {
      if (skip > 0 || hidden.has(name)) {
        skip++;
        return;
      }
      if (!inlineNames.has(name)) parts.push(" ");
      if (name === "ac:structured-macro") macros.push(attributes["ac:name"] ?? "");
      if (name === "ac:parameter") parameter = attributes["ac:name"] ?? "";
      if (name === "ac:parameter" && !shownParameters[macros[macros.length - 1] ?? ""]?.includes(parameter ?? "")) {
        skip = 1;
        return;
      }
      if (name === "ac:link") link = { title: attributes["ac:anchor"] ?? "", at: parts.length };
      if (name === "ri:page" && link) link.title = attributes["ri:content-title"] ?? "";
      if (name === "ri:user" && link) link.title = `@${attributes["ri:account-id"]}`;
      if (name === "ri:attachment" && link) link.title = attributes["ri:filename"] ?? "";
      if (name === "time") parts.push(attributes.datetime ?? "");
      if (name === "ac:image") parts.push(` ${attributes["ac:alt"] ?? ""} `);
      if (name === "ac:emoticon")
        parts.push(attributes["ac:emoji-fallback"] ?? emoticons[attributes["ac:name"] ?? ""] ?? "");
    },
    (name) => {
      if (skip > 0) {
        skip--;
        return;
      }
      if (name === "ac:structured-macro") macros.pop();
      if (name === "ac:parameter") parts.push(" ");
      if (name === "ac:link" && link) {
        if (parts.slice(link.at).join("").trim() === "") parts.push(link.title);
        link = undefined;
      }
      if (!inlineNames.has(name)) parts.push(" ");
    },
    (text) => {
      if (skip === 0) parts.push(text);
    },
  );
  return parts.join("");
}
