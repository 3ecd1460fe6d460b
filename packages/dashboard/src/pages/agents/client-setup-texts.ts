/** How one program is told of this server. */
export type ClientSetup = {
  id: string;
  label: string;
  /** Where the text belongs, or what to do with it. */
  where: string;
  code: string;
};

const json = (value: unknown) => JSON.stringify(value, null, 2);

/**
 * What to paste where, for the MCP clients people use and for programs. `origin` is this server's address; without a key
 * there is a placeholder in its place.
 */
export function clientSetups(origin: string, apiKey = "YOUR_API_KEY"): { mcp: ClientSetup[]; programs: ClientSetup[] } {
  const url = `${origin}/mcp`;
  const headers = { Authorization: `Bearer ${apiKey}` };
  return {
    mcp: [
      {
        id: "claude-code",
        label: "Claude Code",
        where: "Run it in a terminal. Add --scope user to have it in every project.",
        code: `claude mcp add --transport http tributary ${url} \\\n  --header "Authorization: Bearer ${apiKey}"`,
      },
      {
        id: "claude-desktop",
        label: "Claude Desktop",
        where:
          "Settings → Developer → Edit config opens claude_desktop_config.json. The command line program tributary has to be installed. A server that is on the internet can instead be added under Settings → Connectors, by its MCP address.",
        code: json({
          mcpServers: {
            tributary: {
              command: "tributary",
              args: ["mcp"],
              env: { TRIBUTARY_URL: origin, TRIBUTARY_API_KEY: apiKey },
            },
          },
        }),
      },
      {
        id: "cursor",
        label: "Cursor",
        where: ".cursor/mcp.json in a project, or ~/.cursor/mcp.json for all.",
        code: json({ mcpServers: { tributary: { url, headers } } }),
      },
      {
        id: "vs-code",
        label: "VS Code",
        where: ".vscode/mcp.json in a project. It asks for the key and keeps it out of the file.",
        code: json({
          inputs: [{ type: "promptString", id: "tributary-key", description: "Tributary API key", password: true }],
          servers: {
            tributary: { type: "http", url, headers: { Authorization: `Bearer \${input:tributary-key}` } },
          },
        }),
      },
      {
        id: "other",
        label: "Other clients",
        where: "Streamable HTTP at this address, with the key in the authorization header.",
        code: json({ mcpServers: { tributary: { type: "streamable-http", url, headers } } }),
      },
    ],
    programs: [
      {
        id: "sdk",
        label: "TypeScript",
        where: "npm install @tributary/sdk",
        code: `import { Tributary } from "@tributary/sdk";

const tributary = new Tributary({
  baseUrl: "${origin}",
  apiKey: process.env.TRIBUTARY_API_KEY,
});

const found = await tributary.tools.execute("confluence_search", {
  arguments: { query: "on-call" },
});`,
      },
      {
        id: "curl",
        label: "curl",
        where: "Any language that speaks HTTP does the same.",
        code: `export TRIBUTARY_API_KEY=${apiKey}
curl ${origin}/v1/tools/confluence_search/execute \\
  -H "authorization: Bearer $TRIBUTARY_API_KEY" \\
  -H "content-type: application/json" \\
  -d '{"arguments":{"query":"on-call"}}'`,
      },
      {
        id: "cli",
        label: "CLI",
        where: "The command line program, from any folder.",
        code: `export TRIBUTARY_URL=${origin}
export TRIBUTARY_API_KEY=${apiKey}
tributary call confluence_search --input '{"query":"on-call"}'`,
      },
    ],
  };
}
