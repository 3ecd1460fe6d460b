import { toStorage } from "../../bodies/read-body.ts";
import { renderBody } from "../../bodies/render-body.ts";
import { choiceField, stringField } from "../../http/json-fields.ts";
import { noBody, type Operation, ok, operation } from "../../http/operation.ts";
import { expand, oneOf, required, text } from "../../http/parameters.ts";
import { badRequest, conflict, forbidden } from "../../http/refusal.ts";
import { isSpaceAdministrator, spaceOf } from "../find.ts";
import { contentOf } from "../labels.ts";
import { requestObject } from "../request-object.ts";
import { requireSiteAdministrator } from "../require-site-administrator.ts";
import { legacyScopes } from "./scopes.ts";

const targets = [
  "storage",
  "view",
  "export_view",
  "styled_view",
  "editor",
  "editor2",
  "anonymous_export_view",
  "atlas_doc_format",
] as const;

/** The conversion that answered at once; what is left of it works with tasks. */
const convertContentBody = operation({
  api: "v1",
  id: "convertContentBody",
  method: "POST",
  path: "/contentbody/convert/{to}",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: {
    to: required(oneOf(...targets)),
    spaceKeyContext: text(),
    contentIdContext: text(),
    embeddedContentRender: text(),
    expand: expand(),
  },
  body: "json",
  handle: (call) => {
    const { parameters } = call;
    const input = requestObject(call.body);
    const value = stringField(input, "value");
    const representation = choiceField(
      input,
      "representation",
      "storage",
      "editor",
      "editor2",
      "wiki",
      "view",
      "atlas_doc_format",
    );
    if (value === undefined || representation === undefined)
      throw badRequest("The body needs 'value' and 'representation'.");
    if (parameters.spaceKeyContext) spaceOf(call, parameters.spaceKeyContext);
    if (parameters.contentIdContext) contentOf(call, parameters.contentIdContext);
    const storage = toStorage(
      representation === "wiki" || representation === "atlas_doc_format" ? representation : "storage",
      value,
    );
    return ok({
      value: renderBody(storage, parameters.to),
      representation: parameters.to,
      embeddedContent: [],
      _expandable: { content: "", webresource: "", mediaToken: "" },
    });
  },
});

/** Chose which of the looks applies. Without a theme there is only the site's. */
const setLookAndFeelSettings = operation({
  api: "v1",
  id: "setLookAndFeelSettings",
  method: "PUT",
  path: "/settings/lookandfeel/selected",
  scopes: legacyScopes.writeSettings,
  legacy: true,
  parameters: { spaceKey: text() },
  body: "raw",
  handle: async (call) => {
    const { spaceKey } = call.parameters;
    const space = spaceKey ? spaceOf(call, spaceKey) : undefined;
    if (!space) requireSiteAdministrator(call);
    else if (!isSpaceAdministrator(call, space))
      throw forbidden(`Not permitted to change the look and feel of space ${space.key}.`);
    const chosen =
      Buffer.from(await call.request.body())
        .toString("utf8")
        .replace(/["\s]/g, "") || "global";
    if (!["global", "custom", "theme"].includes(chosen)) throw badRequest(`Invalid look and feel: ${chosen}`);
    if (chosen !== "global") throw conflict("No theme is set, so the look and feel can only be global.");
    return noBody(200);
  },
});

export const otherLegacyOperations: readonly Operation[] = [convertContentBody, setLookAndFeelSettings];
