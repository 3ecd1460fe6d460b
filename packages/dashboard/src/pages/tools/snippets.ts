import type { Tool } from "@tributary/sdk";
import { parametersOf } from "./parameters.ts";

/** The same call in three ways, with placeholders for what has to be given. */
export function snippets(tool: Tool, origin: string): { label: string; code: string }[] {
  const required = parametersOf(tool.inputSchema).filter((parameter) => parameter.required);
  const args = Object.fromEntries(required.map(({ name }) => [name, "…"]));
  const json = JSON.stringify(args);
  return [
    {
      label: "SDK",
      code: `const result = await tributary.tools.execute("${tool.name}", {\n  userId: "…",\n  arguments: ${json},\n});`,
    },
    {
      label: "curl",
      code: `curl ${origin}/v1/tools/${tool.name}/execute \\\n  -H "authorization: Bearer $TRIBUTARY_API_KEY" \\\n  -H "content-type: application/json" \\\n  -d '{"userId":"…","arguments":${json}}'`,
    },
    { label: "CLI", code: `tributary call ${tool.name} --input '${json}'` },
  ];
}
