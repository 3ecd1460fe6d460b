import { useMe } from "../../api/use-me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { ApiKeySection } from "./api-key-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { roleWords } from "./roles.ts";
import { Section } from "./section.tsx";
import { SessionSection } from "./session-section.tsx";

export function AccountSettings() {
  const me = useMe();
  return (
    <>
      {me.kind === "member" && (
        <Section
          title="You"
          description={me.role === "admin" ? "Only another admin can remove you." : "An admin can change your role."}
        >
          <Card className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{me.name}</p>
              <p className="text-muted wrap-anywhere">{me.email}</p>
            </div>
            <Badge tone={me.role === "admin" ? "accent" : "neutral"}>{roleWords[me.role].label}</Badge>
            <p className="w-full text-[0.8125rem] text-muted">{roleWords[me.role].may}</p>
          </Card>
        </Section>
      )}
      <PasswordSection />
      <SessionSection />
      <ApiKeySection />
    </>
  );
}
