import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { storagePage } from "../testing/arbitrary-storage.ts";
import { missingInOrder } from "../testing/missing-in-order.ts";
import { visibleText, xmlError } from "../testing/storage-oracle.ts";
import { storageToText } from "../text/storage-to-text.ts";
import type { AdfNode } from "./adf-node.ts";
import { adfToStorage } from "./adf-to-storage.ts";
import { storageToAdf } from "./storage-to-adf.ts";

const runs = Math.ceil(Number(process.env.STORAGE_FORMAT_RUNS ?? 2000) / 8);
const schemaFile = createRequire(import.meta.url).resolve("@atlaskit/adf-schema/json-schema/v1/full.json");
const { $schema: _, ...schema } = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<string, unknown>;
const validate = new Ajv.default({ strict: false }).compile(schema);

function textIn(node: AdfNode): string {
  const own = [node.text, node.attrs?.text, node.attrs?.title, node.attrs?.alt]
    .filter((text) => typeof text === "string")
    .join(" ");
  const date = node.type === "date" ? new Date(Number(node.attrs?.timestamp)).toISOString().slice(0, 10) : "";
  return own + date + (node.content ?? []).map(textIn).join("");
}

test("any page becomes ADF within the published schema, and comes back well-formed with its text", {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(storagePage, (page) => {
      const adf = storageToAdf(page);
      if (!validate(adf)) throw new Error(JSON.stringify(validate.errors?.slice(0, 3)));
      const storage = adfToStorage(adf);
      expect(xmlError(storage)).toBeUndefined();
      // Jira keys and the like stand in an extension's parameters.
      const plain = !page.includes("jira");
      if (plain) expect(missingInOrder(visibleText(page), storageToText(storage).text)).toBe("");
    }),
    { numRuns: runs },
  );
});

test.each([
  [
    "a paragraph with marks",
    {
      type: "paragraph",
      content: [
        { type: "text", text: "a", marks: [{ type: "link", attrs: { href: "http://x" } }, { type: "strong" }] },
      ],
    },
  ],
  [
    "a status, a date, a mention and an emoji",
    {
      type: "paragraph",
      content: [
        { type: "status", attrs: { text: "OK", color: "green" } },
        { type: "date", attrs: { timestamp: "1777593600000" } },
        { type: "mention", attrs: { id: "u1", text: "@u1" } },
        { type: "emoji", attrs: { shortName: ":a:", id: "1", text: "😀" } },
      ],
    },
  ],
  [
    "a success panel",
    {
      type: "panel",
      attrs: { panelType: "success" },
      content: [{ type: "paragraph", content: [{ type: "text", text: "a" }] }],
    },
  ],
  [
    "a purple note panel",
    {
      type: "panel",
      attrs: { panelType: "note" },
      content: [{ type: "paragraph", content: [{ type: "text", text: "a" }] }],
    },
  ],
  [
    "an expand",
    { type: "expand", attrs: { title: "T" }, content: [{ type: "paragraph", content: [{ type: "text", text: "a" }] }] },
  ],
  ["code", { type: "codeBlock", attrs: { language: "js" }, content: [{ type: "text", text: "a < b ]]>" }] }],
  [
    "a numbered list",
    {
      type: "orderedList",
      attrs: { order: 3 },
      content: [{ type: "listItem", content: [{ type: "paragraph", content: [{ type: "text", text: "a" }] }] }],
    },
  ],
  [
    "coloured text under a comment",
    {
      type: "paragraph",
      content: [
        { type: "text", text: "a", marks: [{ type: "textColor", attrs: { color: "#ff0000" } }] },
        {
          type: "text",
          text: "b",
          marks: [{ type: "annotation", attrs: { id: "c", annotationType: "inlineComment" } }],
        },
      ],
    },
  ],
  [
    "decisions",
    {
      type: "decisionList",
      attrs: { localId: "d" },
      content: [
        { type: "decisionItem", attrs: { localId: "e", state: "DECIDED" }, content: [{ type: "text", text: "a" }] },
      ],
    },
  ],
  [
    "a macro",
    {
      type: "extension",
      attrs: {
        extensionType: "com.atlassian.confluence.macro.core",
        extensionKey: "toc",
        parameters: {
          macroParams: { maxLevel: { value: "2" } },
          macroMetadata: { macroId: { value: "m" }, schemaVersion: { value: "1" }, title: "toc" },
        },
      },
    },
  ],
])("%s goes to storage and back", (_, node) => {
  const document = { type: "doc", version: 1, content: [node] };
  expect(validate(document)).toBe(true);
  expect(storageToAdf(adfToStorage(document))).toEqual(document);
});

test("text is never lost on the way to ADF", () => {
  expect(
    textIn(storageToAdf("<ul><li><h2>H</h2><table><tr><td>c</td></tr></table></li></ul><p>x<hr />y</p>")).replace(
      /\s/g,
      "",
    ),
  ).toBe("Hcxy");
});
