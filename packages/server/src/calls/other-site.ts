import { TributaryError } from "../base/errors.ts";
import type { Site } from "../store/connections.ts";
import type { Target } from "../tools/tool.ts";

const atlassian = /\.(atlassian\.net|jira\.com)$/i;

/**
 * Refuses addresses of another site: their ids would name something else here. Only Atlassian's own host names say which
 * site is meant; behind a company's own domain may be any. Throws `invalid_input`.
 */
export function refuseOtherSite(targets: readonly Target[], site: Site, sites: readonly Site[]): void {
  const here = hostOf(site.url);
  if (here === undefined || !atlassian.test(here)) return;
  for (const { ref, kind } of targets) {
    const there = kind === "search" ? undefined : hostOf(ref);
    if (there === undefined || there === here || !atlassian.test(there)) continue;
    const other = sites.find(({ url }) => hostOf(url) === there);
    throw new TributaryError("invalid_input", `${ref.trim()} is on another site than ${site.url}.`, {
      hint:
        other === undefined
          ? "Connect an account of that site, or name content of this one."
          : `Pass siteId "${other.id}" to work there.`,
    });
  }
}

function hostOf(address: string): string | undefined {
  const text = address.trim();
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).hostname.toLowerCase() : undefined;
}
