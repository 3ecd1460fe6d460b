import { z } from "zod";
import { defineTool } from "../tool.ts";

export const getAnonymousUser = defineTool({
  name: "confluence_get_anonymous_user",
  title: "Get anonymous user",
  description: "Says how Confluence shows people who are not signed in: their display name and picture.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({}),
  output: z.object({ name: z.string(), type: z.string(), picture: z.string().optional() }),
  endpoints: ["v1.getAnonymousUser"],
  targets: () => [],
  example: {},
  async run(_input, { confluence, site }) {
    const user = await confluence.call<{ displayName?: string; type: string; profilePicture?: { path?: string } }>(
      "v1.getAnonymousUser",
      { what: "the anonymous user" },
    );
    const path = user.profilePicture?.path;
    return {
      name: user.displayName ?? "",
      type: user.type,
      ...(path && { picture: new URL(path, site.url).href }),
    };
  },
});
