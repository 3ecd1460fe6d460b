import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { aboutQuery } from "../../api/settings-queries.ts";
import { Card } from "../../ui/card.tsx";
import { CopyValue } from "../../ui/code-block.tsx";
import { Time } from "../../ui/time.tsx";
import { Loaded } from "./loaded.tsx";
import { Section } from "./section.tsx";

export function AboutSettings() {
  const about = useQuery(aboutQuery);
  return (
    <Section
      title="Tributary"
      description="The open, self-hosted way for AI agents and people to work with Confluence Cloud. Apache License 2.0."
    >
      <Loaded query={about} what="what runs here" lines={4}>
        {({ version, startedAt, dataDir }) => (
          <Card>
            <dl className="divide-y">
              <Fact name="Version">{version}</Fact>
              <Fact name="Running since">
                <Time value={startedAt} />
              </Fact>
              <Fact name="Store">SQLite, with the search index beside it</Fact>
              {dataDir !== undefined && (
                <Fact name="Data folder">
                  <CopyValue value={dataDir} what="data folder" />
                </Fact>
              )}
              <Fact name="Address">
                <CopyValue value={window.location.origin} what="address" />
              </Fact>
              <Fact name="API">
                <a
                  href="/v1/openapi.json"
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent underline underline-offset-2"
                >
                  OpenAPI description
                </a>
              </Fact>
            </dl>
          </Card>
        )}
      </Loaded>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="items-center gap-x-6 px-5 py-3 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
