import type { Live, LiveTopic } from "../base/live.ts";
import type { Store } from "../store/store.ts";

/** The methods of each repository that change what people look at. */
const watched = {
  approvals: ["approvals", ["insert", "change"]],
  calls: ["calls", ["begin", "finish", "add"]],
  connections: ["connections", ["insert", "update", "remove"]],
  agents: ["agents", ["insert", "update", "remove"]],
  sources: ["sync", ["insert", "rename", "setSettings", "setState", "remove"]],
  syncRuns: ["sync", ["insert", "update"]],
  meetings: ["meetings", ["put", "changeInsight", "markSent", "removeInsight", "remove"]],
  members: ["members", ["setRole", "remove"]],
  invitations: ["members", ["insert", "take"]],
} as const satisfies { [Name in keyof Store]?: readonly [LiveTopic, readonly (keyof Store[Name])[]] };

/** A store that tells of every change, after it was made. */
export function watchChanges(store: Store, live: Live): Store {
  const repositories = Object.entries(watched).map(([name, [topic, methods]]) => {
    const repository = store[name as keyof Store] as unknown as Record<string, (...given: unknown[]) => unknown>;
    const telling = methods.map((method) => {
      const tell = (...given: unknown[]): unknown => {
        const result = repository[method]?.(...given);
        if (!(result instanceof Promise)) {
          live.publish(topic);
          return result;
        }
        return result.then((value: unknown) => {
          live.publish(topic);
          return value;
        });
      };
      return [method, tell];
    });
    return [name, { ...repository, ...Object.fromEntries(telling) }];
  });
  return { ...store, ...Object.fromEntries(repositories) };
}
