export type Snippet = { label: "curl" | "SDK" | "CLI" | "MCP"; code: string };

/** One call, as programs make it. */
export type SnippetCall = {
  tool: string;
  args: Record<string, unknown>;
  /** Left out where there is only one, which is then used. */
  connectionId: string | undefined;
  dryRun?: boolean;
};

/** The same call in four ways. `origin` is the server's address. */
export function snippets({ tool, args, connectionId, dryRun = false }: SnippetCall, origin: string): Snippet[] {
  const request = {
    ...(connectionId !== undefined && { connectionId }),
    arguments: args,
    ...(dryRun && { dryRun }),
  };
  const flags = `${connectionId === undefined ? "" : ` --connection ${connectionId}`}${dryRun ? " --dry-run" : ""}`;
  const mcp = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: tool, arguments: { ...args, ...(dryRun && { dryRun }) } },
  };
  const mcpQuery = new URLSearchParams({ tools: tool, ...(connectionId !== undefined && { connectionId }) });
  return [
    {
      label: "curl",
      code: [
        `curl ${origin}/v1/tools/${tool}/execute`,
        `-H "authorization: Bearer $TRIBUTARY_API_KEY"`,
        `-H "content-type: application/json"`,
        `-d ${quoted(JSON.stringify(request))}`,
      ].join(" \\\n  "),
    },
    {
      label: "SDK",
      code: `const result = await tributary.tools.execute("${tool}", ${inCode(request)});`,
    },
    { label: "CLI", code: `tributary call ${tool}${flags} --input ${quoted(JSON.stringify(args))}` },
    {
      label: "MCP",
      code: [
        `curl "${origin}/mcp?${mcpQuery}"`,
        `-H "authorization: Bearer $TRIBUTARY_API_KEY"`,
        `-H "content-type: application/json"`,
        `-H "accept: application/json, text/event-stream"`,
        `-d ${quoted(JSON.stringify(mcp))}`,
      ].join(" \\\n  "),
    },
  ];
}

/** For a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** As one writes it in a program: names without quotation marks where that may be. */
function inCode(value: unknown, indent = ""): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => inCode(item, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(
    ([name, item]) =>
      `${deeper}${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${inCode(item, deeper)},`,
  );
  return `{\n${lines.join("\n")}\n${indent}}`;
}
