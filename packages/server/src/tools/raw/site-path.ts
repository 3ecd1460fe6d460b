import { TributaryError } from "../../base/errors.ts";

export type QueryInput = Record<string, string | number | boolean | (string | number | boolean)[]>;

/**
 * The site-relative path and query of a raw request: decoded once for judging, encoded again for sending, so that what
 * is judged is what is sent.
 */
export type SitePath = { decoded: string; encoded: string; query: string };

/**
 * Reads a path such as `/wiki/api/v2/pages/{id}` (or `/api/v2/…`, `/rest/api/…`, which get `/wiki` before them) and
 * fills its placeholders. Throws `invalid_input` for addresses and for spellings that mean another path to some server:
 * dots, double slashes, encoded separators, control characters.
 */
export function readSitePath(path: string, pathParams: Record<string, string | number>, query: QueryInput): SitePath {
  const [, address = "", ownQuery = ""] = /^([^?#]*)\??([^#]*)/.exec(path) ?? [];
  if (path.includes("#")) throw bad(path, "it has a fragment");
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|\\/i.test(address)) throw bad(path, "it is an address, not a path");
  const segments = address
    .replace(/^\//, "")
    .split("/")
    .map((segment) => readSegment(fill(segment, pathParams, path), path));
  if (segments[0] === "api" || segments[0] === "rest") segments.unshift("wiki");
  const decoded = `/${segments.join("/")}`;
  if (!/^\/wiki\/(api|rest)\//.test(decoded)) throw bad(path, "it is not part of Confluence's REST API");
  return {
    decoded,
    encoded: `/${segments.map(encodeURIComponent).join("/")}`,
    query: writeQuery(ownQuery, query),
  };
}

function fill(segment: string, pathParams: Record<string, string | number>, path: string): string {
  return segment.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(pathParams, name) ? pathParams[name] : undefined;
    if (value === undefined || value === "") {
      throw new TributaryError("invalid_input", `The path ${path} has a placeholder {${name}} without a value.`, {
        hint: `Pass pathParams: {"${name}": …}.`,
      });
    }
    return encodeURIComponent(value);
  });
}

function readSegment(segment: string, path: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw bad(path, "its percent-encoding is broken");
  }
  if (decoded === "") throw bad(path, "it has an empty part");
  if (decoded === "." || decoded === "..") throw bad(path, "it steps out of itself");
  // A second % would be decoded again by some servers into something that was not judged.
  if (/[/\\%;]/.test(decoded)) throw bad(path, "a part of it hides a separator");
  if (/[\u0000-\u001f\u007f]/.test(decoded)) throw bad(path, "it has control characters");
  return decoded;
}

function writeQuery(own: string, query: QueryInput): string {
  const all = new URLSearchParams(own);
  for (const [name, value] of Object.entries(query)) {
    all.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) all.append(name, String(one));
  }
  return all.size === 0 ? "" : `?${all}`;
}

function bad(path: string, why: string): TributaryError {
  return new TributaryError("invalid_input", `The path ${path} cannot be called: ${why}.`, {
    hint: "Use a path of the site's Confluence API, such as /wiki/api/v2/pages/{id} with pathParams.",
  });
}
