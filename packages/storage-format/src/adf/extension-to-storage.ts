import { macro, richMacro, type StorageParameter } from "../markdown-in/macro-storage.ts";
import { cdata, xmlAttribute, xmlText } from "../markdown-in/xml.ts";
import { parse } from "../tree/parse.ts";
import { type AdfNode, macroExtensionType } from "./adf-node.ts";
import { text } from "./inline-to-storage.ts";

interface MacroParameters {
  macroParams?: Record<string, { value?: unknown } | string>;
  macroMetadata?: { macroId?: { value?: unknown }; schemaVersion?: { value?: unknown } };
  storage?: unknown;
}

export function extension(node: AdfNode, body: string): string {
  const parameters = (node.attrs?.parameters ?? {}) as MacroParameters;
  const whole = text(parameters.storage);
  if (whole !== "" && parse(whole).problems.length === 0) return whole;
  const name = text(node.attrs?.extensionKey) || "macro";
  if (text(node.attrs?.extensionType) !== macroExtensionType && body !== "") return body;
  const list: StorageParameter[] = [];
  let plain: string | undefined;
  for (const [key, holder] of Object.entries(parameters.macroParams ?? {})) {
    const value = typeof holder === "string" ? holder : text(holder?.value);
    if (key === "__bodyContent") plain = value;
    // A value that is storage itself (a page reference) goes back in as it is.
    else list.push([key, /^<(?:ac|ri):/.test(value) && parse(value).problems.length === 0 ? value : xmlText(value)]);
  }
  const written =
    node.type === "bodiedExtension"
      ? richMacro(name, list, body)
      : macro(name, list, plain === undefined ? "" : `<ac:plain-text-body>${cdata(plain)}</ac:plain-text-body>`);
  const id = text(parameters.macroMetadata?.macroId?.value);
  return id === ""
    ? written
    : written.replace(' ac:schema-version="1"', ` ac:schema-version="1" ac:macro-id="${xmlAttribute(id)}"`);
}
