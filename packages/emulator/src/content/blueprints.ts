/** A template of the product itself. `plugin:blueprint` and `plugin:template` are how apps name it. */
export type Blueprint = {
  readonly plugin: string;
  readonly blueprint: string;
  readonly template: string;
  readonly name: string;
  readonly description: string;
  /** Storage format. */
  readonly body: string;
};

const business = "com.atlassian.confluence.plugins.confluence-business-blueprints";
const software = "com.atlassian.confluence.plugins.confluence-software-blueprints";

const table = (heads: readonly string[]): string =>
  `<table><tbody><tr>${heads.map((head) => `<th><p>${head}</p></th>`).join("")}</tr><tr>${heads.map(() => "<td><p /></td>").join("")}</tr></tbody></table>`;
const section = (title: string, body = "<p />"): string => `<h2>${title}</h2>${body}`;
const task =
  "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>&nbsp;</ac:task-body></ac:task></ac:task-list>";

export const blueprints: readonly Blueprint[] = [
  {
    plugin: business,
    blueprint: "decisions-blueprint",
    template: "decisions-content-template",
    name: "Decision",
    description: "Write down what was decided, by whom and why",
    body:
      table(["Status", "Decided by", "Due"]) +
      section("Background") +
      section("Options", table(["Option", "For", "Against"])) +
      section("Outcome"),
  },
  {
    plugin: business,
    blueprint: "file-list-blueprint",
    template: "file-list-page-template",
    name: "File list",
    description: "Keep files together on one page",
    body: '<ac:structured-macro ac:name="attachments" ac:schema-version="1" />',
  },
  {
    plugin: business,
    blueprint: "meeting-notes-blueprint",
    template: "meeting-notes-content-template",
    name: "Meeting notes",
    description: "Plan a meeting, take notes and share what follows from it",
    body:
      section("Date") +
      section("Who takes part") +
      section("Topics", table(["Topic", "Who", "Notes"])) +
      section("To do", task),
  },
  {
    plugin: software,
    blueprint: "jirareports-blueprint",
    template: "jirareports-content-template",
    name: "Jira report",
    description: "Show what was released, or how work stands",
    body: section("Summary") + section("Work items"),
  },
  {
    plugin: software,
    blueprint: "requirements-blueprint",
    template: "requirements-content-template",
    name: "Product requirements",
    description: "Say what is to be built, for whom, and how success is told",
    body:
      table(["Release", "Owner", "Status"]) +
      section("Goal") +
      section("Requirements", table(["Requirement", "Story", "Priority"])) +
      section("Open questions"),
  },
  {
    plugin: software,
    blueprint: "retrospectives-blueprint",
    template: "retrospectives-content-template",
    name: "Retrospective",
    description: "Look back on what went well and what to change",
    body:
      section("Went well", "<ul><li><p /></li></ul>") +
      section("To change", "<ul><li><p /></li></ul>") +
      section("Actions", task),
  },
];
