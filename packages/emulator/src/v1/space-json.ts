import { labelsOf } from "../content/label-content.ts";
import { spaceLink } from "../content/links.ts";
import { siteLook } from "../content/look-and-feel.ts";
import { settingsOf } from "../content/space-settings.ts";
import type { Space } from "../state/records.ts";
import { contentJson, labelJson, listJson, person, type View } from "./content-json.ts";
import { type Expansion, expanded } from "./expansion.ts";

/** A space as v1 shows it: the id is a number here. */
export function spaceJson(view: View, space: Space, asked: Expansion): Record<string, unknown> {
  const self = `/rest/api/space/${encodeURIComponent(space.key)}`;
  const homepage = space.homepageId === null ? undefined : view.site.content.get(space.homepageId);
  return {
    id: space.id,
    key: space.key,
    alias: space.alias ?? space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    ...expanded(asked, {
      settings: { here: () => settingsJson(view, space), link: `${self}/settings` },
      metadata: {
        here: () => ({
          labels: listJson(labelsOf(view.site, space.labelIds).map(labelJson), {
            start: 0,
            limit: 200,
            self: `${view.siteUrl}/wiki${self}/label`,
          }),
          _expandable: {},
        }),
      },
      operations: { here: () => operationsJson(view, space) },
      lookAndFeel: {
        here: () => siteLook(view.site),
        link: `/rest/api/settings/lookandfeel?spaceKey=${encodeURIComponent(space.key)}`,
      },
      identifiers: { here: () => ({ spaceIdentifier: `ari:cloud:confluence:${view.site.cloudId}:space/${space.id}` }) },
      permissions: { here: () => permissionsJson(view, space) },
      roles: { here: () => [] },
      icon: { here: () => ({ path: "/images/logo/default-space-logo.svg", width: 48, height: 48, isDefault: true }) },
      description: {
        here: () => ({ plain: descriptionJson(space, "plain"), view: descriptionJson(space, "view"), _expandable: {} }),
      },
      theme: { here: () => undefined, link: `${self}/theme` },
      history: {
        here: () => ({ createdDate: new Date(space.createdAt).toISOString(), createdBy: person(view, space.authorId) }),
      },
      homepage: {
        here: () => homepage && contentJson(view, homepage, asked.inside("homepage")),
        link: space.homepageId === null ? "" : `/rest/api/content/${space.homepageId}`,
      },
    }),
    _links: { webui: spaceLink(space), self: `${view.siteUrl}/wiki${self}` },
  };
}

/** Also the answer of the operations that read and change them. */
export const settingsJson = ({ site, siteUrl }: View, space: Space) => ({
  ...settingsOf(site, space),
  editor: { page: "v2", blogpost: "v2", default: "v2" },
  spaceKey: space.key,
  _links: { self: `${siteUrl}/wiki/rest/api/space/${encodeURIComponent(space.key)}/settings` },
});

const descriptionJson = (space: Space, representation: "plain" | "view") => ({
  value: space.description,
  representation,
  embeddedContent: [],
});

const operationsJson = ({ access }: View, space: Space) =>
  ["read:space", "create:page", "create:blogpost", "create:comment", "create:attachment", "administer:space"]
    .filter((right) => access.inSpace(space, right))
    .map((right) => ({ operation: right.split(":")[0], targetType: right.split(":")[1] }));

function permissionsJson(view: View, space: Space) {
  return space.grants.map(({ id, principal, operation }) => {
    const group = principal.type === "group" ? view.site.groups.get(principal.id) : undefined;
    const subjects = group
      ? { group: { results: [{ type: "group", id: group.id, name: group.name }], size: 1 } }
      : { user: { results: [person(view, principal.id)], size: 1 } };
    return {
      id,
      subjects,
      operation: { operation: operation.key, targetType: operation.targetType },
      anonymousAccess: false,
      unlicensedAccess: false,
    };
  });
}
