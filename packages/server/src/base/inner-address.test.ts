import { expect, it } from "vitest";
import { isInnerAddress } from "./inner-address.ts";

it("knows the addresses behind this server in every way they are written", () => {
  const inner = [
    ...["127.0.0.1", "0.0.0.0", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1"],
    ...["255.255.255.255", "::", "::1", "fd00::1", "fe80::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:7f00:1"],
    ...["::FFFF:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
  ];
  expect(inner.filter((address) => !isInnerAddress(address))).toEqual([]);
  const outer = ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"];
  expect(outer.filter(isInnerAddress)).toEqual([]);
});
