import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { Tributary } from "@tributary/sdk";
import { TributaryError } from "../base/errors.ts";

/** Every `--file`, in order; the argument parser keeps only the last one. */
export function filesNamed(rawArgs: readonly string[]): { parameter: string; path: string }[] {
  const given = rawArgs.flatMap((arg, at) => {
    if (arg === "--file") return [rawArgs[at + 1] ?? ""];
    return arg.startsWith("--file=") ? [arg.slice("--file=".length)] : [];
  });
  return given.map((text) => {
    const [, parameter = "fileId", path = text] = /^([A-Za-z]\w*)=(.+)$/s.exec(text) ?? [];
    return { parameter, path };
  });
}

/** Uploads local files and gives the arguments that name them: parameter → fileId. */
export async function uploadFiles(
  { files }: Pick<Tributary, "files">,
  named: readonly { parameter: string; path: string }[],
): Promise<Record<string, string>> {
  const args: Record<string, string> = {};
  for (const { parameter, path } of named) {
    const { fileId } = await files.upload({ name: basename(path), content: readLocal(path) });
    args[parameter] = fileId;
  }
  return args;
}

/** Writes the file of a result to `path`: the one kept under its fileId, or the bytes that are in the result itself. */
export async function writeResult({ files }: Pick<Tributary, "files">, data: unknown, path: string): Promise<number> {
  const { fileId, contentBase64, text } = (data ?? {}) as Record<string, unknown>;
  const bytes =
    typeof fileId === "string"
      ? (await files.download(fileId)).bytes
      : typeof contentBase64 === "string"
        ? Buffer.from(contentBase64, "base64")
        : typeof text === "string"
          ? Buffer.from(text)
          : undefined;
  if (bytes === undefined) {
    throw new TributaryError("invalid_input", "The result holds no file to write.", {
      hint: "Use --output with confluence_download_attachment.",
    });
  }
  try {
    writeFileSync(path, bytes);
  } catch (cause) {
    throw new TributaryError("invalid_input", `${path} cannot be written: ${(cause as Error).message}.`, { cause });
  }
  return bytes.byteLength;
}

function readLocal(path: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new TributaryError("invalid_input", `${path} cannot be read: ${(cause as Error).message}.`, {
      hint: "Name a file of this machine: --file fileId=./report.csv.",
      cause,
    });
  }
}
