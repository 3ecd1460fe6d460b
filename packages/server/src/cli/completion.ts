import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { run } from "./run.ts";

/**
 * Each script asks the program itself: `tributary __complete WORD…` prints what the last word may become, one a line,
 * with a tab and a description behind it. Where it prints nothing, the shell offers files.
 */
export const completionScripts: Record<string, string> = {
  bash: `# tributary completion for bash: source <(tributary completion bash)
_tributary() {
  local line
  COMPREPLY=()
  while IFS=$'\\t' read -r line _; do
    COMPREPLY+=("$line")
  done < <(tributary __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -o bashdefault -F _tributary tributary
`,
  zsh: `#compdef tributary
# tributary completion for zsh: source <(tributary completion zsh)
_tributary() {
  local -a found
  local value text
  while IFS=$'\\t' read -r value text; do
    found+=("\${value//:/\\\\:}:$text")
  done < <(tributary __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then
    _describe tributary found
  else
    _files
  fi
}
compdef _tributary tributary
`,
  fish: `# tributary completion for fish: tributary completion fish | source
function __tributary_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (tributary __complete $words[2..-1] 2>/dev/null)
  if set -q found[1]
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c tributary -f -a '(__tributary_complete)'
`,
};

export const completion = defineCommand({
  meta: { name: "completion", description: "Print the script that completes commands in bash, zsh or fish" },
  args: {
    shell: { type: "positional", description: "bash, zsh or fish", required: true },
    json: { type: "boolean", description: "Print JSON" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const script = completionScripts[args.shell];
      if (script === undefined) {
        throw new TributaryError("invalid_input", `There is no completion for ${args.shell}.`, {
          hint: `Shells: ${Object.keys(completionScripts).join(", ")}.`,
        });
      }
      process.stdout.write(args.json ? `${JSON.stringify({ shell: args.shell, script })}\n` : script);
    }),
});
