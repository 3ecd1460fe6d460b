/** An operation that a site without the feature behind it answers in one way only, and so does the emulator. */
export type WithoutFeature = {
  readonly api: "v1" | "v2";
  /** operationId of the API documentation. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly reason: string;
};

const forge = "Only a Forge app may call it, out of Atlassian's own runtime.";
const connect = "Only a Connect app may call it, with a signed JWT. People and OAuth apps are none.";
const themes = "Themes come with apps. A site without one has the default look, which is not in the list of themes.";
const email = "Addresses are given to apps that Atlassian approved for it. Nobody who calls a sandbox is one.";
const relations = "`favourite` is the only relation there is, and real sites do not implement searching it.";

const properties = "/app/properties";
const property = "/app/properties/{propertyKey}";
const modules = "/atlassian-connect/1/app/module/dynamic";

type Line = readonly [id: string, method: string, path: string, status: number, reason: string];

const v2: readonly Line[] = [
  ["getForgeAppProperties", "GET", properties, 401, forge],
  ["getForgeAppProperty", "GET", property, 401, forge],
  ["putForgeAppProperty", "PUT", property, 401, forge],
  ["deleteForgeAppProperty", "DELETE", property, 401, forge],
];

const v1: readonly Line[] = [
  ["getModules", "GET", modules, 401, connect],
  ["registerModules", "POST", modules, 401, connect],
  ["removeModules", "DELETE", modules, 401, connect],
  ["getGlobalTheme", "GET", "/settings/theme/selected", 404, themes],
  ["getTheme", "GET", "/settings/theme/{themeKey}", 404, themes],
  ["getSpaceTheme", "GET", "/space/{spaceKey}/theme", 404, themes],
  ["setSpaceTheme", "PUT", "/space/{spaceKey}/theme", 403, themes],
  ["getPrivacyUnsafeUserEmail", "GET", "/user/email", 400, email],
  ["getPrivacyUnsafeUserEmailBulk", "GET", "/user/email/bulk", 400, email],
  [
    "findTargetFromSource",
    "GET",
    "/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}",
    501,
    relations,
  ],
  [
    "findSourcesForTarget",
    "GET",
    "/relation/{relationName}/to/{targetType}/{targetKey}/from/{sourceType}",
    501,
    relations,
  ],
];

const lines = (api: "v1" | "v2", table: readonly Line[]): WithoutFeature[] =>
  table.map(([id, method, path, status, reason]) => ({ api, id, method, path, status, reason }));

/** Every operation that never succeeds here. All others have real state behind them. */
export const withoutFeature: readonly WithoutFeature[] = [...lines("v2", v2), ...lines("v1", v1)];

/** COVERAGE.md, as this table says it. */
export function coverageDocument(operations: { readonly v1: number; readonly v2: number }): string {
  const rows = withoutFeature.map(
    ({ api, id, method, path, status, reason }) => `| ${api} | ${id} | \`${method} ${path}\` | ${status} | ${reason} |`,
  );
  return `# What the emulator covers

Every operation of REST v2 (${operations.v2}) and REST v1 (${operations.v1}) is served, with state behind it that all of them share. The ${withoutFeature.length} below are answered as a real site without the feature answers them, so they never succeed.

| API | operation | request | status | why |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

These answer too, but what they can say is little on a site without the feature:

- \`getThemes\` lists no themes, \`resetSpaceTheme\` has nothing to reset, and \`updateLookAndFeel\` can only choose \`global\` (409 for the others, as for any space without a theme).
- \`addCustomContentPermissions\` is refused to people with an API token (403) and works for OAuth apps.
- Admin keys, classification levels, redaction, roles and data policies follow the switches of the site (\`emulator.admin.setFeatures\`); with the switches off they answer as sites without those features do.

Operations that Atlassian removed from v1 answer 410, and with the legacy switch as they used to.

This page is made from \`src/coverage.ts\`; a test keeps the two equal.
`;
}
