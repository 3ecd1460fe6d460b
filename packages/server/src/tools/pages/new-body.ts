import { TributaryError } from "../../base/errors.ts";
import { type BodyWrite, type FormatIn, toBodyWrite } from "../body.ts";
import { resolvePageId, resolveSpace } from "../references.ts";
import type { V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { fillPlaceholders } from "./fill-placeholders.ts";
import { showsOwnFiles, withOwner } from "./own-files.ts";
import { readStored, storageOf } from "./read-page.ts";

/** Where the body of a new page comes from: what was sent, a template, or another page. At most one of the three. */
export type BodySource = {
  body?: string;
  format: FormatIn;
  templateId?: string;
  /** Page whose body is copied; it never passes through the caller. */
  copyBodyFrom?: string;
  /** What placeholders of a template or copied page become. */
  values: Readonly<Record<string, string | number | boolean>>;
};

/**
 * The body of a new page in a space. Throws `invalid_input` when a template's variable has no value, or a value was
 * given that nothing asks for.
 */
export async function newBody(
  context: ToolContext,
  source: BodySource,
  spaceId: string,
): Promise<{ body: BodyWrite; warnings: string[] }> {
  const { body, format, templateId, copyBodyFrom } = source;
  const given = { body, templateId, copyBodyFrom };
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (names.length > 1) {
    throw new TributaryError("invalid_input", `The body was given twice: by ${names.join(" and ")}.`, {
      hint: "Pass one of body, templateId and copyBodyFrom.",
    });
  }
  if (templateId !== undefined) return filled(await templateBody(context, templateId), source);
  if (copyBodyFrom !== undefined) return filled(await copiedBody(context, copyBodyFrom, spaceId), source);
  if (Object.keys(source.values).length > 0) {
    throw new TributaryError("invalid_input", "Values were given, but nothing to fill them into.", {
      hint: "Pass templateId or copyBodyFrom with values, or leave them out.",
    });
  }
  return { body: toBodyWrite(body ?? "", format, context.site), warnings: [] };
}

function filled(storage: string, { values }: BodySource): { body: BodyWrite; warnings: string[] } {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const { storage: value, missing, left, unused } = fillPlaceholders(storage, texts);
  const asked = [...missing, ...left];
  if (missing.length > 0 || unused.length > 0) {
    const problem =
      missing.length > 0
        ? `The template asks for ${missing.join(", ")}`
        : `Nothing in the body asks for ${unused.join(", ")}`;
    throw new TributaryError("invalid_input", `${problem}.`, {
      hint:
        asked.length > 0
          ? `Pass values for exactly these names: ${asked.join(", ")}.`
          : "It has no other placeholders; leave these values out.",
      details: { missing, unknown: unused, placeholders: asked },
    });
  }
  const warnings = Object.keys(values).length === 0 ? [] : left.map((name) => `{{${name}}} was left as it is.`);
  return { body: { representation: "storage", value }, warnings };
}

async function templateBody({ confluence }: ToolContext, templateId: string): Promise<string> {
  try {
    const template = await confluence.call<{ body?: { storage?: { value?: string } } }>("v1.getContentTemplate", {
      path: { contentTemplateId: templateId },
      query: { expand: "body" },
      what: `template ${templateId}`,
    });
    return template.body?.storage?.value ?? "";
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "endpoint_gone") throw error;
    throw new TributaryError(error.code, error.message, {
      hint: "Keep the template as a page, with {{names}} for what is to be filled in, and pass copyBodyFrom.",
      ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
      cause: error,
    });
  }
}

/** Another page's body without its inline comments; its images and files are shown from where they are. */
async function copiedBody(context: ToolContext, ref: string, spaceId: string): Promise<string> {
  const page = await readStored(context, "page", await resolvePageId(context, ref));
  const body = storageOf(page).replace(/<\/?ac:inline-comment-marker\b[^<>]*>/g, "");
  return showsOwnFiles(body) ? withOwner(body, await ownerOfFiles(context, page, spaceId)) : body;
}

async function ownerOfFiles(context: ToolContext, page: V2Page, spaceId: string): Promise<string> {
  const attribute = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const elsewhere = page.spaceId === spaceId ? undefined : (await resolveSpace(context, page.spaceId)).key;
  const key = elsewhere === undefined ? "" : ` ri:space-key="${attribute(elsewhere)}"`;
  return `<ri:page ri:content-title="${attribute(page.title)}"${key} />`;
}
