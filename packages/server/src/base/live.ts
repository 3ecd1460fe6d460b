/** What can change while somebody looks at it. */
export const liveTopics = ["approvals", "calls", "connections", "agents", "sync", "meetings", "members"] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** Tells whoever looks on that something of a topic has changed; what it was they ask the API for. */
export type Live = {
  publish(topic: LiveTopic): void;
  /** Returns how to end it. */
  subscribe(changed: (topic: LiveTopic) => void): () => void;
};

export function createLive(): Live {
  const listeners = new Set<(topic: LiveTopic) => void>();
  return {
    publish(topic) {
      for (const changed of listeners) changed(topic);
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
