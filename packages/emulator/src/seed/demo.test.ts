import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { demoSeed } from "./demo.ts";

const site = demoSeed();
const bodies = site.content.flatMap((one) => [
  { where: one.key, body: one.body },
  ...(one.edits ?? []).map((edit) => ({ where: `${one.key} before ${edit.at}`, body: edit.bodyBefore })),
]);

const ENTITIES = {
  nbsp: "\u00a0",
  deg: "°",
  rsquo: "’",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  ldquo: "“",
  rdquo: "”",
  eacute: "é",
  middot: "·",
  micro: "µ",
  plusmn: "±",
  times: "×",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  copy: "©",
  reg: "®",
  sup2: "²",
  sup3: "³",
  frac12: "½",
  rarr: "→",
  le: "≤",
  ge: "≥",
  Omega: "Ω",
  euro: "€",
};

function parse(body: string) {
  const parser = new SaxesParser({ xmlns: true });
  Object.assign(parser.ENTITIES, ENTITIES);
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(`<body xmlns:ac="urn:ac" xmlns:ri="urn:ri">${body}</body>`).close();
}

test("every body, now and before each edit, is well-formed", () => {
  for (const { where, body } of bodies) expect(() => parse(body), where).not.toThrow();
});
