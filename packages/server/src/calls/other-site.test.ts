import { describe, expect, it } from "vitest";
import type { Target } from "../tools/tool.ts";
import { refuseOtherSite } from "./other-site.ts";

const at = (name: string) => ({ id: name, name, url: `https://${name}.atlassian.net`, scopes: [] });
const page = (ref: string, kind: Target["kind"] = "page") => [{ kind, ref }];

describe("an address", () => {
  it("of another site is refused, with the way there if it is known", () => {
    const given = page("https://other.atlassian.net/wiki/spaces/ENG/pages/12");
    expect(() => refuseOtherSite(given, at("ours"), [at("ours")])).toThrow(
      expect.objectContaining({ code: "invalid_input", message: expect.stringContaining("another site") }),
    );
    expect(() => refuseOtherSite(given, at("ours"), [at("ours"), at("other")])).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('siteId "other"') }),
    );
  });
  it("of this site, of a company's own domain, and what is no address, is let be", () => {
    const ours = { ...at("ours"), url: "https://docs.example.com" };
    const foreign = page("https://other.atlassian.net/wiki/x/a");
    refuseOtherSite(page("https://OURS.atlassian.net/wiki/x/a"), at("ours"), []);
    refuseOtherSite(page("https://docs.example.com/wiki/x/a"), at("ours"), []);
    refuseOtherSite(page("ENG:https://x"), at("ours"), []);
    refuseOtherSite(page("https://other.atlassian.net", "search"), at("ours"), []);
    refuseOtherSite(foreign, ours, []);
  });
});
