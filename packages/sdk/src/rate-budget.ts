/** What is known of Atlassian's limits for one app at one site. Times are ISO dates. */
export type RateLedger = {
  /** An auth config, or a connection by API token, which has no points quota. */
  app: { type: "oauth2" | "api_token"; id: string; name: string };
  site: { id: string; name: string; url: string };
  /** Points sent to the site since the UTC hour began, by Atlassian's published costs. */
  points: number;
  requests: number;
  quotas: {
    name: string;
    /** Counted over all sites of the app, or on this one. */
    scope: "app" | "site";
    limit: number;
    /** What the site last said, less what was sent since. */
    remaining: number;
    /** Kept for calls somebody waits for. */
    reserved: number;
    resetAt: string;
    /** False while Atlassian only announces the quota. */
    enforced: boolean;
  }[];
  paused: { until: string; reason: string } | null;
  /** Endpoints that were called too quickly. */
  slowed: { endpoint: string; nextAt: string; gapMs: number }[];
};
