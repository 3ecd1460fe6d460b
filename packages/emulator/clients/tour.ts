import type { Json } from "./installed.ts";

/** One way through a client's methods, named `family.method`. */
export type Tour = {
  /** Calls a method and gives its answer. A failure is noted; its answer is empty, however deep one looks. */
  call(method: string, parameters?: object): Promise<Json>;
  /** Calls a method that has to be refused with this status. */
  refused(status: number, method: string, parameters?: object): Promise<void>;
  readonly called: ReadonlySet<string>;
  readonly failures: readonly string[];
};

/** `client` is an object of families, each an object of methods that take one object. */
export function createTour(client: Record<string, Record<string, (parameters?: object) => Promise<Json>>>): Tour {
  const called = new Set<string>();
  const failures: string[] = [];
  const run = (name: string, parameters?: object): Promise<Json> => {
    const [family = "", method = ""] = name.split(".");
    const methods = client[family];
    if (!methods?.[method]) throw new Error(`The client has no method ${name}.`);
    called.add(name);
    return methods[method](parameters);
  };
  return {
    called,
    failures,
    async call(name, parameters) {
      try {
        return await run(name, parameters);
      } catch (error) {
        failures.push(`${name}: ${told(error)}`);
        return nothing;
      }
    },
    async refused(status, name, parameters) {
      try {
        await run(name, parameters);
        failures.push(`${name}: was not refused with ${status}`);
      } catch (error) {
        if (statusOf(error) !== status) failures.push(`${name}: ${told(error)}`);
      }
    },
  };
}

/** All methods of a client, by the names a tour uses. */
export const methodsOf = (client: Record<string, Record<string, unknown>>): string[] =>
  Object.entries(client).flatMap(([family, methods]) => Object.keys(methods).map((method) => `${family}.${method}`));

/** Version 3 throws errors of its own, version 2 the body of the answer. */
function statusOf(error: unknown): unknown {
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
  return status ?? statusCode;
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const cause = error.cause instanceof Error ? ` because ${error.cause.message.replaceAll(/\s+/g, " ")}` : "";
  return `${error.message}${cause}`.slice(0, 900);
}

/** Lets a tour go on after a failure, so that one run tells them all. */
const nothing: Json = new Proxy(() => undefined, {
  get: (_target, key): unknown => {
    if (key === "then") return undefined;
    if (key === Symbol.toPrimitive) return () => "0";
    if (key === Symbol.iterator) return [][Symbol.iterator];
    return nothing;
  },
});
