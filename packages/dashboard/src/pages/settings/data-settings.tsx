import { useQuery } from "@tanstack/react-query";
import { aboutQuery, serverSettingsQuery } from "../../api/settings-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Card } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { Loaded } from "./loaded.tsx";
import { RetentionForm, retentionWords } from "./retention-form.tsx";
import { Section } from "./section.tsx";

/** What is kept and for how long, and how to keep it safe. */
export function DataSettings() {
  const { mayConfigure } = useRights();
  const settings = useQuery(serverSettingsQuery);
  const { data: about } = useQuery(aboutQuery);
  const folder = about?.dataDir;
  const day = new Date().toISOString().slice(0, 10);
  return (
    <>
      <Section
        title="Record"
        description="Every call of a tool is on record: who, what, and what came of it. Undo works from it."
      >
        <Loaded query={settings} what="settings">
          {(loaded) =>
            mayConfigure ? (
              <RetentionForm key={`${loaded.recordDays}`} settings={loaded} />
            ) : (
              <Card className="px-5 py-4">{retentionWords(loaded)}</Card>
            )
          }
        </Loaded>
      </Section>
      {mayConfigure && (
        <>
          <Section
            title="Backup"
            description="One file has everything but the encryption key and the search index, which is made anew from the sources."
          >
            <div className="space-y-3">
              <CodeBlock
                what="commands"
                wrap
                code={[
                  ...(folder === undefined ? [] : [`export TRIBUTARY_DATA=${shellWord(folder)}`]),
                  `tributary backup tributary-${day}.db`,
                ].join("\n")}
              />
              <p className="text-[0.8125rem] text-muted text-pretty">
                Run it on the server's machine, while the server runs or not. Keep a copy of the encryption key apart
                from it: without the key the tokens in a backup cannot be read. To put a backup in place, stop the
                server and run <Code>tributary restore FILE</Code>; what was there is kept beside it.
              </p>
            </div>
          </Section>
          <Section
            title="Encryption key"
            description="Tokens and secrets are sealed with it before they are stored. Change it when somebody may have seen it."
          >
            <ol className="list-decimal space-y-3 pl-5 text-pretty marker:text-muted">
              <li>Make a backup, and stop the server.</li>
              <li>
                <p className="mb-2">
                  Seal everything anew. Where <Code>TRIBUTARY_KEY</Code> holds the key, set it to <Code>new,old</Code>{" "}
                  first; else a new key is made in the data folder.
                </p>
                <CodeBlock what="command" code="tributary rotate-key" />
              </li>
              <li>Start the server. Earlier backups still need the old key: keep it as long as you keep them.</li>
            </ol>
          </Section>
        </>
      )}
    </>
  );
}

const Code = ({ children }: { children: string }) => (
  <code className="rounded bg-hover px-1 py-px font-mono text-xs text-ink">{children}</code>
);

const shellWord = (text: string) => (/^[\w/.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
