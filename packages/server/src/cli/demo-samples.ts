import type { App } from "../app/create-app.ts";
import { newId } from "../base/ids.ts";
import type { MeetingInput } from "../insights/meeting-input.ts";
import { type Policy, policySchema } from "../policy/policy.ts";

const meetings: MeetingInput[] = [
  {
    externalId: "demo-journal-lag",
    title: "Journal lag: what we learned",
    startedAt: "2026-11-18T09:00:00Z",
    endedAt: "2026-11-18T09:40:00Z",
    participants: [{ name: "Ilse Brandauer" }, { name: "Bruno Salgado" }, { name: "Anjali Deshmukh" }],
    summary:
      "The journal fell forty minutes behind on Monday night because one slow disk held up every writer. Nothing was lost. We agreed on an alarm that rings before customers notice.",
    insights: [
      { kind: "decision", text: "The lag alarm rings after two minutes instead of five." },
      { kind: "decision", text: "Slow disks are taken out of the set by themselves, and a person is told." },
      {
        kind: "task",
        text: "Write the new alarm limits into the runbook for journal lag",
        assignee: "Anjali Deshmukh",
        dueDate: "2026-11-25",
      },
      { kind: "task", text: "Order two spare disks for Millpond", assignee: "Bruno Salgado" },
      { kind: "next_step", text: "Replay Monday's flood on a laptop with the new limits." },
      { kind: "note", text: "Readers were never affected: they are served from memory for the last hour." },
    ],
    transcript: [
      { at: 12, speaker: "Ilse Brandauer", text: "So the journal was forty minutes behind before anybody saw it." },
      { at: 31, speaker: "Bruno Salgado", text: "One disk was slow and every writer waited for it." },
      { at: 58, speaker: "Anjali Deshmukh", text: "The alarm waits for five minutes. Let us make that two." },
      { at: 75, speaker: "Ilse Brandauer", text: "Agreed. And slow disks should leave the set by themselves." },
    ],
  },
  {
    externalId: "demo-release-review",
    title: "Release review",
    startedAt: "2026-11-20T13:30:00Z",
    endedAt: "2026-11-20T14:00:00Z",
    participants: [{ name: "Ilse Brandauer" }, { name: "Anjali Deshmukh" }],
    summary: "The gauge firmware is ready for the pilot group; the rest follows when a week has gone by quietly.",
    insights: [
      { kind: "decision", text: "The pilot group gets the new firmware on Monday." },
      { kind: "task", text: "Tell the pilot customers by e-mail", assignee: "Ilse Brandauer", dueDate: "2026-11-23" },
      { kind: "note", text: "Rolling back takes eleven minutes for a group of two hundred." },
    ],
    transcript: [],
  },
];

const docsAgent: Policy = policySchema.parse({
  groups: {
    Pages: { level: "write", requireApproval: true },
    Spaces: { level: "read" },
    Search: { level: "read" },
    Attachments: { level: "read" },
    Users: { level: "read" },
  },
  spaces: { only: ["ENG"] },
});

const asked = [
  {
    tool: "confluence_edit_page",
    arguments: {
      pageId: "ENG:Runbook: Journal lag",
      operations: [
        { op: "replace", text: "for five minutes", content: "for two minutes" },
        { op: "append", content: "After an incident, write the highest lag into the meeting's notes." },
      ],
    },
    reason: "The meeting on journal lag lowered the alarm's limit.",
  },
  {
    tool: "confluence_add_comment",
    arguments: { pageId: "ENG:Runbook: Restore Millpond", body: "Two spare disks are on order; step 2 will change." },
    reason: "Bruno ordered disks; readers of the runbook should know.",
  },
];

/** What a dashboard that has been in use for a while would show: meetings, and an agent whose writes wait for a person. */
export async function addSamples(app: App, admin: { id: string }, connectionId: string): Promise<void> {
  for (const meeting of meetings) await app.insights.receive(admin.id, meeting);
  const now = Date.now();
  const agent = {
    id: newId("agt", now),
    name: "Docs assistant",
    policy: docsAgent,
    connectionIds: [connectionId],
    callbackUrl: null,
  };
  await app.store.agents.insert({ ...agent, createdAt: now, updatedAt: now });
  for (const request of asked) {
    await app.door.execute({ kind: "agent", ...agent }, { ...request, connectionId, surface: "demo" });
  }
}
