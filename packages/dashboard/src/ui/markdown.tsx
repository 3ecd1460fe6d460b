import MarkdownIt from "markdown-it";
import { useMemo } from "react";

/** HTML in the text stays text, and links leave for a new tab: what stands here was written by anybody. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  tokens[at]?.attrSet("target", "_blank");
  tokens[at]?.attrSet("rel", "noreferrer");
  return self.renderToken(tokens, at, options);
};
// Nothing is loaded from elsewhere, so a picture is the words that stand for it.
markdown.renderer.rules.image = (tokens, at) =>
  `<span class="picture">${markdown.utils.escapeHtml(tokens[at]?.content || "picture")}</span>`;

/** A text in Markdown, rendered. Load it lazily. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(
    () =>
      // What scrolls sideways must be reachable by keyboard.
      markdown
        .render(text)
        .replace(/<(pre|table)>/g, '<$1 tabindex="0">')
        .replace(/<li>\s*(<p>)?\[( |x)\] /gi, (_, paragraph = "", done: string) => {
          const ticked = done.trim() !== "";
          return `<li class="task">${paragraph}<span class="sr-only">${ticked ? "Done: " : "To do: "}</span><span aria-hidden="true">${ticked ? "☑" : "☐"}</span> `;
        }),
    [text],
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markdown-it escapes all HTML of the text, and refuses script links.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
