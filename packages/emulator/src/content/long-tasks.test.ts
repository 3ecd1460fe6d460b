import { describe, expect, it } from "vitest";
import { notFound } from "../http/refusal.ts";
import type { Account } from "../state/records.ts";
import { createSite } from "../state/site.ts";
import { findTask, progressOf, setTaskDuration, startTask } from "./long-tasks.ts";

const account: Account = {
  id: "1",
  displayName: "Ada",
  publicName: "Ada",
  email: "ada@example.com",
  jobTitle: "",
  timeZone: "UTC",
  active: true,
  accountType: "atlassian",
};
const freshSite = () => createSite({ cloudId: "c", name: "lantern", prefix: "" });
const call = { account, now: 1000 };

describe("long-running tasks", () => {
  it("report progress by the emulator's clock until they end", () => {
    const site = freshSite();
    setTaskDuration(site, 200);
    const { id } = startTask(site, call, { name: "a.task", run: () => ({ messages: ["done"] }) });
    const task = findTask(site, id);
    if (!task) throw new Error("the task was not kept");
    expect(progressOf(task, 1050)).toEqual({ finished: false, successful: true, percentage: 25, elapsed: 50 });
    expect(progressOf(task, 9000)).toEqual({ finished: true, successful: true, percentage: 100, elapsed: 200 });
  });

  it("are finished at once when their duration is set to zero", () => {
    const site = freshSite();
    setTaskDuration(site, 0);
    const task = startTask(site, call, { name: "a.task", run: () => undefined });
    expect(progressOf(task, 1000)).toMatchObject({ finished: true, percentage: 100, elapsed: 0 });
  });

  it("fail with the words of a refusal, while mistakes of our own are not hidden", () => {
    const site = freshSite();
    const task = startTask(site, call, {
      name: "a.task",
      run: () => {
        throw notFound("gone");
      },
    });
    expect(task.outcome.errors).toEqual(["gone"]);
    expect(progressOf(task, 9000).successful).toBe(false);
    const broken = () =>
      startTask(site, call, {
        name: "a.task",
        run: () => {
          throw new TypeError("ours");
        },
      });
    expect(broken).toThrow(TypeError);
  });
});
