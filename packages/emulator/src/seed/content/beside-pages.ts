import type { SeedBesidePage } from "../seed-site.ts";
import { keyOf } from "./entry.ts";

const folder = "field/winter-visits";

/** The plan of a winter, with what is kept beside pages: one of every kind. */
export const besidePages: SeedBesidePage[] = [
  {
    key: folder,
    type: "folder",
    space: "FIELD",
    parent: keyOf("FIELD", "Visit handbook"),
    title: "Winter visits",
    author: "wren",
    at: "2026-11-09T15:10:00.000Z",
  },
  {
    key: "field/route-over-the-pass",
    type: "whiteboard",
    space: "FIELD",
    parent: folder,
    title: "Route over the pass",
    author: "owen",
    at: "2026-11-10T16:42:00.000Z",
  },
  {
    key: "field/batteries-in-stock",
    type: "database",
    space: "FIELD",
    parent: folder,
    title: "Batteries in stock",
    author: "wren",
    at: "2026-11-10T17:05:00.000Z",
  },
  {
    key: "field/avalanche-bulletin",
    type: "embed",
    space: "FIELD",
    parent: folder,
    title: "Avalanche bulletin",
    author: "owen",
    at: "2026-11-12T08:30:00.000Z",
    embedUrl: "https://example.com/avalanche-bulletin",
  },
];
