import { z } from "zod";
import { scopeSetNames, scopeSets, toolsServedBy } from "../../connections/scope-sets.ts";
import { type Route, route } from "../route.ts";

const scopeSetShape = z.object({
  name: z.enum(scopeSetNames),
  title: z.string(),
  description: z.string(),
  scopes: z.array(z.string()),
  tools: z.number().describe("How many tools of the catalogue work with it."),
});

export function scopeSetRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/v1/scope-sets",
      summary: "List the ready-made sets of scopes an OAuth app or a consent can ask for, the smallest first",
      access: "caller",
      response: z.object({ items: z.array(scopeSetShape) }),
      handle: async () => ({
        items: scopeSets().map((set) => {
          const { name, title, description, scopes } = set;
          return { name, title, description, scopes: [...scopes], tools: toolsServedBy(set) };
        }),
      }),
    }),
  ];
}
