import type { Context } from "hono";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { TributaryError } from "../../base/errors.ts";
import { keepFile } from "../../calls/own-things.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";

const fileShape = z.object({
  fileId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  expiresAt: z.string(),
});

const inJson = z.strictObject({
  name: z.string().min(1).max(255),
  mediaType: z.string().optional(),
  contentBase64: z.base64(),
});

/**
 * Bytes on their way to or from Confluence, which need not pass through a model: put here, they have a handle that
 * tools take; what tools fetched is got here. Kept for a day, for the caller alone.
 */
export function fileRoutes(store: Store, clock: Clock): Route[] {
  return [
    route({
      method: "POST",
      path: "/v1/files",
      summary: "Keep a file for a day: its bytes as the body with ?name=, or JSON with name, mediaType, contentBase64",
      access: "caller",
      query: z.strictObject({ name: z.string().min(1).max(255).optional() }),
      response: fileShape,
      status: 201,
      async handle({ caller, query, context }) {
        const file = query.name === undefined ? await fromJson(context) : await fromBytes(context, query.name);
        const { id, expiresAt, ...kept } = await keepFile(store, clock, caller, file);
        return { fileId: id, ...kept, expiresAt: new Date(expiresAt).toISOString() };
      },
    }),
    route({
      method: "GET",
      path: "/v1/files/{id}",
      summary: "Get the bytes of a file kept for the caller",
      access: "caller",
      response: z.unknown(),
      async handle({ caller, params, context }) {
        const { name, mediaType, bytes } = await store.files.get(params.id ?? "", caller.id, clock.now());
        return context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
          "content-type": mediaType,
          // Whatever is in it, no browser shows or runs it as a page of this server.
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, encoded)}`,
          "content-security-policy": "sandbox",
          "x-content-type-options": "nosniff",
          "cache-control": "private, no-store",
        });
      },
    }),
  ];
}

type NewFile = { name: string; mediaType: string; bytes: Uint8Array };

async function fromBytes(context: Context, name: string): Promise<NewFile> {
  const mediaType = checkedType(context.req.header("content-type"));
  return { name, mediaType, bytes: new Uint8Array(await context.req.arrayBuffer()) };
}

async function fromJson(context: Context): Promise<NewFile> {
  const given = inJson.safeParse(await context.req.json().catch(() => undefined));
  if (given.success) {
    const { name, mediaType, contentBase64 } = given.data;
    return { name, mediaType: checkedType(mediaType), bytes: new Uint8Array(Buffer.from(contentBase64, "base64")) };
  }
  throw new TributaryError("invalid_input", "There is no file in this request.", {
    hint: 'Send the bytes with ?name=report.csv and their content-type, or JSON {"name", "mediaType", "contentBase64"}.',
  });
}

/** A header's worth of media type; anything else would be written into the header of the download. */
function checkedType(given: string | undefined): string {
  const type = given?.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "application/octet-stream";
}

const encoded = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
