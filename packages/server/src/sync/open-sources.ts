import type { Clock } from "../base/clock.ts";
import { createConfluence } from "../confluence/client.ts";
import { createMeter } from "../confluence/points.ts";
import type { Transport } from "../confluence/transport.ts";
import type { Connections } from "../connections/connections.ts";
import type { Store } from "../store/store.ts";
import { openConfluenceSource } from "./confluence/confluence-source.ts";
import { openMarkdownSource } from "./markdown/markdown-source.ts";
import type { OpenSourceOf } from "./source.ts";

export type OpenSourcesOptions = { store: Store; connections: Connections; transport: Transport; clock: Clock };

/** Opens sources of every kind. A further kind is a further case here. */
export function openSources({ store, connections, transport, clock }: OpenSourcesOptions): OpenSourceOf {
  return async (source, { signal, items }) => {
    switch (source.kind) {
      case "confluence": {
        const { site, access } = await connections.open(await store.connections.get(source.id), undefined);
        const meter = createMeter();
        const confluence = createConfluence({ transport, access, clock, signal, meter, priority: "background" });
        return openConfluenceSource({ source, site, confluence, cost: () => ({ ...meter }), store, clock, items });
      }
      case "markdown":
        return openMarkdownSource(source, store, clock);
    }
  };
}
