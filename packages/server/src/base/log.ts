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
  return pino(
    { level, base: null, redact: { paths, censor: "[secret]" }, serializers: { err: toLogged } },
    destination,
  );
}

/** An error's code stands under another name: `code` is an authorization code's, and hidden. */
function toLogged(error: Error): object {
  const { code, ...rest } = pino.stdSerializers.err(error) as Record<string, unknown>;
  return { ...rest, ...(/^[A-Za-z_]{2,40}$/.test(String(code ?? "")) && { errorCode: code }) };
}
