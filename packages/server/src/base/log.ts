import pino from "pino";

/** Structured logging: one JSON object a line. */
export type Log = Pick<pino.Logger, "debug" | "info" | "warn" | "error">;

const secretNames = [
  "authorization",
  "cookie",
  "apiKey",
  "apiToken",
  "accessToken",
  "refreshToken",
  "clientSecret",
  "password",
  "code",
  "state",
  "token",
];

/**
 * Logs to standard error, so that standard output stays free for answers. Values under the names of secrets are never
 * written, at any of the depths our code logs.
 */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Log {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  // What an error calls its code says what went wrong; an authorization code never stands in an error.
  const censor = (value: unknown, path: string[]) =>
    path[0] === "err" && path.at(-1) === "code" && /^[A-Za-z_]{2,40}$/.test(String(value)) ? value : "[secret]";
  return pino({ level, base: null, redact: { paths, censor } }, destination);
}
