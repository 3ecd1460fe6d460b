import { z } from "zod";
import { TributaryError } from "../base/errors.ts";

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  scope: z.string().default(""),
});

export type Grant = { accessToken: string; refreshToken: string | null; expiresInSeconds: number; scopes: string[] };

export type Client = { clientId: string; clientSecret: string };

export type TokenEndpoint = {
  exchangeCode(client: Client, code: string, redirectUri: string): Promise<Grant>;
  refresh(client: Client, refreshToken: string): Promise<Grant>;
};

/**
 * Atlassian's token endpoint. It documents JSON bodies, which OAuth libraries do not send; its errors are told apart by
 * status as well as code, because `access_denied` there means a wrong client secret (measured by confluence.js).
 *
 * Throws `connection_expired` when the grant is no longer good, `invalid_input` when the app's secret is wrong, and
 * `upstream_unreachable` or `upstream_error` when nothing is known about the grant.
 */
export function createTokenEndpoint(send: typeof fetch, authUrl: string): TokenEndpoint {
  const post = async (body: Record<string, string>): Promise<Grant> => {
    const url = `${authUrl}/oauth/token`;
    let status: number;
    let text: string;
    try {
      const response = await send(url, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(15_000),
      });
      status = response.status;
      text = await response.text();
    } catch (cause) {
      throw new TributaryError(
        "upstream_unreachable",
        `Atlassian's sign-in host ${new URL(authUrl).host} could not be reached.`,
        {
          hint: "Try again in a moment; the connection itself is unharmed.",
          cause,
        },
      );
    }
    return status === 200 ? readGrant(text) : refuse(status, text);
  };
  return {
    exchangeCode: (client, code, redirectUri) =>
      post({
        grant_type: "authorization_code",
        client_id: client.clientId,
        client_secret: client.clientSecret,
        code,
        redirect_uri: redirectUri,
      }),
    refresh: (client, refreshToken) =>
      post({
        grant_type: "refresh_token",
        client_id: client.clientId,
        client_secret: client.clientSecret,
        refresh_token: refreshToken,
      }),
  };
}

function readGrant(text: string): Grant {
  const parsed = tokenAnswer.safeParse(safeJson(text));
  if (!parsed.success) {
    throw new TributaryError("upstream_error", "Atlassian's sign-in host answered something that is not a token.");
  }
  const { access_token, refresh_token, expires_in, scope } = parsed.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresInSeconds: expires_in,
    scopes: scope.split(" ").filter((s) => s !== ""),
  };
}

function refuse(status: number, text: string): never {
  const { error = "", error_description: description = "" } = safeJson(text) as {
    error?: string;
    error_description?: string;
  };
  const atlassian = { status, message: [error, description].filter((s) => s !== "").join(": ") };
  if (status === 401) {
    throw new TributaryError("invalid_input", "Atlassian refused the OAuth app's client id or secret.", {
      hint: "Compare the auth config with the app's settings at developer.atlassian.com.",
      atlassian,
    });
  }
  if (status === 429 || status >= 500) {
    throw new TributaryError("upstream_error", `Atlassian's sign-in host answered ${status}.`, {
      hint: "Try again in a moment.",
      atlassian,
    });
  }
  throw new TributaryError("connection_expired", "Atlassian no longer accepts this grant.", {
    hint: "Reconnect the account.",
    atlassian,
  });
}

function safeJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
