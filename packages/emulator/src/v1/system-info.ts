import { featuresOf } from "../features.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { stableToken } from "../state/stable-hash.ts";

const getSystemInfo = operation({
  api: "v1",
  id: "getSystemInfo",
  method: "GET",
  path: "/settings/systemInfo",
  scopes: [["manage:confluence-configuration"], ["read:configuration:confluence"]],
  handle: ({ site, siteUrl }) =>
    ok({
      cloudId: site.cloudId,
      commitHash: stableToken("emulator", 40).toLowerCase(),
      baseUrl: `${siteUrl}/wiki`,
      edition: featuresOf(site).premium ? "premium" : "standard",
      siteTitle: site.name,
      defaultLocale: "en_US",
      defaultTimeZone: "UTC",
    }),
});

export const systemInfoOperations: readonly Operation[] = [getSystemInfo];
