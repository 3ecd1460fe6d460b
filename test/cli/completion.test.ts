import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { bin, runCli } from "./run-cli.ts";

const nobody = { url: "http://127.0.0.1:9", apiKey: "trib_x" };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tributary-bin-"));
  symlinkSync(bin, join(folder, "tributary"));
});

const complete = async (...words: string[]): Promise<string[]> =>
  (await runCli(nobody, ["__complete", ...words])).stdout.split("\n").flatMap((line) => line.split("\t")[0] || []);

describe("completion", () => {
  it("offers commands, subcommands, flags, and values where they are a closed list", async () => {
    expect(await complete("")).toEqual(expect.arrayContaining(["serve", "call", "export", "import", "completion"]));
    expect(await complete("tools", "")).toEqual(["list", "show", "agent"]);
    expect(await complete("export", "--")).toEqual(expect.arrayContaining(["--to", "--all", "--json"]));
    expect(await complete("export", "--all", "--a")).toEqual(["--api-key"]);
    expect(await complete("call", "confluence_get_page_v")).toContain("confluence_get_page_version");
    expect(await complete("call", "--user", "ada", "confluence_search_")).toContain("confluence_search_cql");
    expect(await complete("approvals", "--status", "de")).toEqual(["denied"]);
    // Where anything may stand the shell offers files.
    expect(await complete("import", "")).toEqual([]);
    expect(await complete("call", "confluence_get_page", "--input", "")).toEqual([]);
  });

  it("fills in a line of bash", async () => {
    const script = join(folder, "try.sh");
    writeFileSync(
      script,
      `source <(tributary completion bash)
       COMP_WORDS=(tributary tools sh); COMP_CWORD=2; _tributary; echo "\${COMPREPLY[*]}"
       COMP_WORDS=(tributary convert --from ht); COMP_CWORD=3; _tributary; echo "\${COMPREPLY[*]}"
       complete -p tributary`,
    );
    const env = { PATH: `${folder}:${process.env.PATH}` };
    const { stdout } = await promisify(execFile)("bash", [script], { env });
    expect(stdout.split("\n").slice(0, 2)).toEqual(["show", "html"]);
    expect(stdout).toContain("-F _tributary tributary");
  });

  it("fills in a line of fish, where it is installed, with files only where nothing else can stand", async () => {
    if (!installed("fish")) return;
    const env = { PATH: `${folder}:${process.env.PATH}`, HOME: folder };
    const complete = async (line: string) => {
      const script = `tributary completion fish | source; complete -C ${JSON.stringify(line)}`;
      return (await promisify(execFile)("fish", ["-c", script], { env, cwd: folder })).stdout;
    };
    writeFileSync(join(folder, "denied.txt"), "");
    expect((await complete("tributary approvals --status de")).trim()).toBe("denied");
    expect(await complete("tributary import de")).toContain("denied.txt");
  });

  it.each(["bash", "zsh", "fish"])("is a script that %s reads, where it is installed", async (shell) => {
    const { code, stdout } = await runCli(nobody, ["completion", shell]);
    expect(code).toBe(0);
    expect(stdout).toContain("tributary __complete");
    const file = join(folder, `tributary.${shell}`);
    writeFileSync(file, stdout);
    if (installed(shell)) execFileSync(shell, ["-n", file]);
  });

  it("is refused for a shell there is none for", async () => {
    expect((await runCli(nobody, ["completion", "cmd"])).code).toBe(5);
  });
});

describe("every command", () => {
  it("says what it does and prints JSON on request", async () => {
    // What speaks MCP on standard output prints nothing else.
    for (const name of (await complete("")).filter((one) => one !== "mcp")) {
      const subs = await complete(name, "");
      const commands = ["tools", "agents"].includes(name) ? subs.map((sub) => [name, sub]) : [[name]];
      for (const command of commands) {
        const { code, stdout } = await runCli(nobody, [...command, "--help"]);
        expect([command, code]).toEqual([command, 0]);
        expect(stdout, command.join(" ")).toContain("--json");
      }
    }
  }, 60_000);
});

function installed(shell: string): boolean {
  try {
    execFileSync("which", [shell], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
