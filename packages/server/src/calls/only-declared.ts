import type { Confluence } from "../confluence/client.ts";
import type { Tool } from "../tools/tool.ts";

/** A tool reaches only the operations it declares, so that the scopes and permissions told of it are true. */
export function onlyDeclared(confluence: Confluence, tool: Tool): Confluence {
  const declared = <K>(key: K): K => {
    if ((tool.endpoints as readonly unknown[]).includes(key)) return key;
    throw new Error(`${tool.name} called ${key}, which it does not declare`);
  };
  return {
    call: (key, input) => confluence.call(declared(key), input),
    download: (key, input) => confluence.download(declared(key), input),
    raw: confluence.raw,
    ...(confluence.judgeRaw !== undefined && { judgeRaw: confluence.judgeRaw }),
  };
}
