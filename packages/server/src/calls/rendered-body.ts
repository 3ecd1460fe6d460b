/** Macros that show nothing but what is written in them or on their own page. */
const localMacros =
  /^(code|noformat|info|note|warning|tip|panel|expand|toc|status|anchor|details|section|column|excerpt|cheese|mathblock|mathinline)$/;

/** Macros that show what hangs on their own page, unless a parameter names another. */
const pageMacros = /^(view-file|attachments|gallery|change-history|children)$/;
const placeParameter = /^(page|pageTitle|space|spaces|spaceKey|root|parent|parentPage)$/i;

/** What a body in storage format would make Confluence fetch when it is rendered. */
export type Fetched = {
  /** A macro that may show anything from anywhere, by its name as it is written. */
  macro: string | undefined;
  /** Keys of spaces, and ids of content, that links and macros name. */
  spaceKeys: string[];
  contentIds: string[];
};

/** Reads tags as Confluence would take them, in either kind of quotes; what it cannot read counts as a foreign macro. */
export function fetchedBy(storage: string): Fetched {
  const tags = [
    ...storage.matchAll(
      /<(?:ac:(structured-macro|macro|parameter)|ri:[\w-]+(?![\w-]))\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi,
    ),
  ];
  const named = (name: string) => tags.flatMap(([, , attributes = ""]) => attribute(attributes, name) ?? []);
  const namesOf = (kind: RegExp) =>
    tags
      .filter(([, tag = ""]) => kind.test(tag))
      .map(([, , attributes = ""]) => attribute(attributes, "ac:name") ?? "?");
  const elsewhere = namesOf(/^parameter$/i).some((name) => placeParameter.test(name));
  return {
    macro: namesOf(/macro$/i).find((name) => !localMacros.test(name) && (elsewhere || !pageMacros.test(name))),
    spaceKeys: [...new Set(named("ri:space-key"))],
    contentIds: [...new Set([...named("ri:content-id"), ...named("ri:page-id")])],
  };
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(attributes);
  return found?.[1] ?? found?.[2];
}
