import { type PagedList, pagedList } from "./paged-list.ts";
import type { RequestOptions } from "./request-options.ts";
import type { ToolResult } from "./tools.ts";
import type { Transport } from "./transport.ts";

export type InsightKind = "decision" | "next_step" | "task" | "note";

export type NewInsight = {
  /** Your id of it, so that it is the same when it comes again. */
  externalId?: string;
  kind: InsightKind;
  /** Markdown. */
  text: string;
  assignee?: string;
  /** YYYY-MM-DD. */
  dueDate?: string;
  /** The words of the meeting it rests on. */
  quote?: string;
};

/** What was made of an insight in Confluence. */
export type SentInsight = {
  at: string;
  by: string;
  kind: "page" | "comment";
  id: string;
  title: string;
  url: string;
  callId: string;
};

export type Insight = NewInsight & {
  id: string;
  meetingId: string;
  /** `proposed`: a model found it, and nobody has looked at it yet. */
  state: "open" | "proposed" | "dismissed";
  sent: SentInsight[];
};

export type Spoken = { at?: number; speaker?: string; text: string };

export type NewMeeting = {
  /** The same twice is the same meeting. */
  externalId?: string;
  title: string;
  /** ISO 8601 with zone. */
  startedAt: string;
  endedAt?: string;
  url?: string;
  participants?: { name: string; email?: string }[];
  /** Markdown. */
  summary?: string;
  transcript?: Spoken[];
  insights?: NewInsight[];
  /** Whose meeting it is: a member's id or e-mail address. Default: the caller's. */
  userId?: string;
  /** Whether every member sees it. */
  shared?: boolean;
};

export type Meeting = {
  id: string;
  ownerId: string;
  shared: boolean;
  externalId: string | null;
  title: string;
  startedAt: string;
  endedAt?: string;
  url?: string;
  participants: { name: string; email?: string }[];
  summary?: string;
  transcript: Spoken[];
  createdAt: string;
  updatedAt: string;
  insights: Insight[];
};

export type MeetingRow = Omit<Meeting, "transcript">;
export type MeetingFilter = { query?: string; limit?: number; cursor?: string };

export type Destination =
  | { kind: "page"; connectionId: string; spaceId: string; parentId?: string; title: string; body: string }
  | { kind: "comment"; connectionId: string; pageId: string; body: string };

export type MeetingSettings = {
  /** The template of minutes. */
  template: string;
  /** Whether a model proposes insights here. */
  proposes: boolean;
  webhook: boolean;
  lastChoice?: Partial<Omit<Extract<Destination, { kind: "page" }>, "kind">> & {
    kind: Destination["kind"];
    pageId?: string;
  };
};

export type Meetings = ReturnType<typeof createMeetings>;

export function createMeetings(transport: Transport) {
  const path = (id: string, rest = "") => `/v1/meetings/${encodeURIComponent(id)}${rest}`;
  const insight = (id: string) => `/v1/insights/${encodeURIComponent(id)}`;
  return {
    create: (meeting: NewMeeting, options: RequestOptions = {}): Promise<{ meeting: Meeting; created: boolean }> =>
      transport({ method: "POST", path: "/v1/meetings", body: meeting, ...options }),
    /** From the text of a .json, .vtt, .srt or .md file. */
    import: (
      file: { fileName: string; text: string; startedAt?: string },
      options: RequestOptions = {},
    ): Promise<{ meeting: Meeting; created: boolean }> =>
      transport({ method: "POST", path: "/v1/meetings/import", body: file, ...options }),
    /** Newest first, without transcripts. `await` it for one page and its cursor, or `for await` over it for all. */
    list: ({ cursor: start, ...filter }: MeetingFilter = {}, options: RequestOptions = {}): PagedList<MeetingRow> =>
      pagedList(
        (cursor) => transport({ method: "GET", path: "/v1/meetings", query: { ...filter, cursor }, ...options }),
        start,
      ),
    get: (id: string, options: RequestOptions = {}): Promise<Meeting> =>
      transport({ method: "GET", path: path(id), ...options }),
    share: (id: string, shared: boolean, options: RequestOptions = {}): Promise<Meeting> =>
      transport({ method: "PATCH", path: path(id), body: { shared }, ...options }),
    /** With its insights; what was sent to Confluence stays there. */
    delete: (id: string, options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: path(id), ...options }),
    addInsight: (id: string, given: NewInsight, options: RequestOptions = {}): Promise<Insight> =>
      transport({ method: "POST", path: path(id, "/insights"), body: given, ...options }),
    changeInsight: (
      id: string,
      change: Partial<Omit<NewInsight, "externalId">> & { state?: "open" | "dismissed" },
      options: RequestOptions = {},
    ): Promise<Insight> => transport({ method: "PATCH", path: insight(id), body: change, ...options }),
    deleteInsight: (id: string, options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: insight(id), ...options }),
    /** Asks the model that is configured for insights in the transcript. */
    propose: (id: string, options: RequestOptions = {}): Promise<{ items: Insight[] }> =>
      transport({ method: "POST", path: path(id, "/proposals"), ...options }),
    /** What a page or comment begins with: of some insights, or minutes of the whole meeting. */
    draft: (
      id: string,
      insightIds?: string[],
      options: RequestOptions = {},
    ): Promise<{ title: string; body: string }> =>
      transport({ method: "POST", path: path(id, "/draft"), body: insightIds ? { insightIds } : {}, ...options }),
    /** Through a connection of your own. The same `sendId` twice sends once. Resolves with `error` where Confluence refuses. */
    send: (
      request: { insightIds: string[]; to: Destination; sendId: string },
      options: RequestOptions = {},
    ): Promise<ToolResult & { sent: SentInsight | null }> =>
      transport({ method: "POST", path: "/v1/insights/send", body: request, ...options }),
    settings: (options: RequestOptions = {}): Promise<MeetingSettings> =>
      transport({ method: "GET", path: "/v1/meetings/settings", ...options }),
    /** Without one the usual is used again. */
    setTemplate: (template?: string, options: RequestOptions = {}): Promise<{ template: string }> =>
      transport({ method: "PUT", path: "/v1/meetings/template", body: template ? { template } : {}, ...options }),
    /** The address at which a recorder can post your meetings. Shown once; an earlier one ends. */
    createWebhook: (options: RequestOptions = {}): Promise<{ url: string }> =>
      transport({ method: "POST", path: "/v1/meetings/webhook", ...options }),
    deleteWebhook: (options: RequestOptions = {}): Promise<void> =>
      transport({ method: "DELETE", path: "/v1/meetings/webhook", ...options }),
  };
}
