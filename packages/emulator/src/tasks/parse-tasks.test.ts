import { describe, expect, it } from "vitest";
import { isBlank, parseTasks, withTaskStatus } from "./parse-tasks.ts";

const task = (id: string, status: string, body: string, nested = "") =>
  `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body>${nested}</ac:task>`;
const list = (...tasks: string[]) => `<ac:task-list>${tasks.join("")}</ac:task-list>`;

describe("reading action items", () => {
  it("finds who is to do what until when", () => {
    const body = '<ac:link><ri:user ri:account-id="a:1" /></ac:link> call by <time datetime="2026-03-01" />';
    expect(parseTasks(`<p>x</p>${list(task("7", "incomplete", body))}`)).toMatchObject([
      { localId: "7", complete: false, body, assignedTo: "a:1", dueAt: Date.UTC(2026, 2, 1) },
    ]);
  });

  it("finds nested items after the one they belong to, with bodies of their own", () => {
    const tasks = parseTasks(
      list(task("1", "incomplete", "outer", list(task("2", "complete", "inner"))), task("3", "complete", "")),
    );
    expect(tasks.map(({ localId, complete, body }) => [localId, complete, body])).toEqual([
      ["1", false, "outer"],
      ["2", true, "inner"],
      ["3", true, ""],
    ]);
  });

  it("ticks one item and leaves every other byte alone", () => {
    const storage = list(task("1", "incomplete", "a"), task("2", "incomplete", "b"));
    const second = parseTasks(storage)[1];
    if (!second) throw new Error("no second task");
    expect(withTaskStatus(storage, second, true)).toBe(list(task("1", "incomplete", "a"), task("2", "complete", "b")));
  });

  it("passes over items in code and over what is not well formed", () => {
    expect(
      parseTasks(`<ac:plain-text-body><![CDATA[${list(task("1", "incomplete", "a"))}]]></ac:plain-text-body>`),
    ).toEqual([]);
    expect(parseTasks("<ac:task><ac:task-id>1</ac:task></ac:task-status></ac:task>")).toHaveLength(1);
    expect(parseTasks("</ac:task>")).toEqual([]);
  });

  it("knows an empty item from one that holds only a date", () => {
    const [empty, date] = parseTasks(
      list(
        task("1", "incomplete", '<span class="placeholder-inline-tasks">&nbsp;</span>'),
        task("2", "incomplete", '<time datetime="2026-03-01" />'),
      ),
    );
    expect([empty && isBlank(empty), date && isBlank(date)]).toEqual([true, false]);
  });
});
