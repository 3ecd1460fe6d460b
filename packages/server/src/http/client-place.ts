import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { isInnerAddress } from "../base/inner-address.ts";

/**
 * Where a request came from, as one name for all the addresses somebody has there: of IPv6 the network of 64 bits. What
 * a proxy says of it (the last entry of X-Forwarded-For, which it wrote itself) is believed from this machine and
 * private networks. Undefined for a request that came by no socket.
 */
export function clientPlace(c: Context): string | undefined {
  if ((c.env as { incoming?: unknown } | undefined)?.incoming === undefined) return undefined;
  const address = getConnInfo(c).remote.address;
  if (address === undefined) return undefined;
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return networkOf(forwarded !== undefined && isIP(forwarded) !== 0 && isInnerAddress(address) ? forwarded : address);
}

export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || isIP(address) !== 6) return mapped ?? address;
  const [head = [], tail = []] = address.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const groups = [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0"), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
