import { BlockList, isIP } from "node:net";

/** Source of the ranges: IANA's registries of special-purpose addresses (RFC 6890 and its updates). */
const inner = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inner.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  // These carry an IPv4 address, which may be any.
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inner.addSubnet(net, prefix, "ipv6");

/**
 * Whether an IP address is of this machine, of a network behind it, or of none: not of the open internet. What a
 * stranger names must not make the server ask there. An IPv4 address in IPv6 (`::ffff:…`) is looked at as IPv4.
 */
export const isInnerAddress = (address: string): boolean => inner.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
