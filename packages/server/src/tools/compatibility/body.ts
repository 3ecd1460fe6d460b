import { z } from "zod";

/** A body and what it is written in, as the tools of the catalogue take it. */
type Body = { body: string; format: "storage" | "html" | "text" | "adf" | "wiki" };

const formats: Record<string, Body["format"]> = {
  storage: "storage",
  atlas_doc_format: "adf",
  wiki: "wiki",
  view: "html",
  editor: "html",
  editor2: "html",
  export_view: "html",
  styled_view: "html",
  html: "html",
  plain: "text",
};

/** Text that holds an element is taken as storage format, any other as plain text. */
export const readText = (text: string): Body => ({
  body: text,
  format: /<[a-z][^<>]*>/i.test(text) ? "storage" : "text",
});

/**
 * The body meant by what callers of Confluence's own API send: `{storage: {value, representation}}`,
 * `{value, representation}`, either as JSON text, a document in ADF, or the text itself. Undefined for anything else.
 */
export function readBody(given: unknown): Body | undefined {
  if (typeof given === "string") return readJson(given) ?? readText(given);
  if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
  const { type, value, representation, ...named } = given as Record<string, unknown>;
  if (type === "doc") return { body: JSON.stringify(given), format: "adf" };
  if (value !== undefined) {
    const format = representation === undefined ? "storage" : formats[String(representation)];
    return format === undefined ? undefined : asBody(value, format);
  }
  for (const [name, inner] of Object.entries(named)) {
    const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
    if (format === undefined) continue;
    return asBody(isObject(inner) && "value" in inner ? inner.value : inner, format);
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function asBody(value: unknown, format: Body["format"]): Body | undefined {
  if (typeof value === "string") return { body: value, format };
  return format === "adf" && isObject(value) ? { body: JSON.stringify(value), format } : undefined;
}

function readJson(text: string): Body | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return readBody(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Any of the shapes of a body. Told to models as an object: some providers take no schema without a type. */
export const anyBody = z
  .unknown()
  .refine(
    (given) => readBody(given) !== undefined,
    "is no body: send {storage: {value}}, {value, representation} or text",
  )
  .meta({ type: "object", description: "{storage: {value}}, or {value, representation}, or the text itself." });
