import { useQuery } from "@tanstack/react-query";
import type { Member } from "@tributary/sdk";
import { Ellipsis, KeyRound, UserMinus, UserPlus, UserRoundCog } from "lucide-react";
import { useState } from "react";
import { membersQuery } from "../../api/settings-queries.ts";
import { useMe, useRights } from "../../api/use-me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Initials } from "../../ui/initials.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { InvitationSection } from "./invitation-section.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { Loaded } from "./loaded.tsx";
import { NewPasswordDialog } from "./new-password-dialog.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { roles, roleWords } from "./roles.ts";
import { Section } from "./section.tsx";

type Doing = { what: "role" | "password" | "remove"; member: Member };

/** Who is here, as what, and who is asked to come. */
export function MemberSettings() {
  const members = useQuery(membersQuery);
  const { mayConfigure } = useRights();
  const [inviting, setInviting] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <>
      <Section
        wide
        title="Members"
        description={
          mayConfigure
            ? "People who sign in here. What each may do is their role."
            : "People who sign in here. An admin invites others, and changes roles."
        }
        actions={
          mayConfigure && (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden className="size-4" /> Invite
            </Button>
          )
        }
      >
        <Loaded query={members} what="members" lines={4}>
          {(all) => (
            <Card>
              <ul aria-label="Members" className="divide-y">
                {all.map((member) => (
                  <MemberRow key={member.id} member={member} onDo={(what) => setDoing({ what, member })} />
                ))}
              </ul>
            </Card>
          )}
        </Loaded>
        <RoleLegend />
      </Section>
      {mayConfigure && <InvitationSection onInvite={() => setInviting(true)} />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {doing?.what === "role" && <RoleDialog member={doing.member} onClose={close} />}
      {doing?.what === "password" && <NewPasswordDialog member={doing.member} onClose={close} />}
      {doing?.what === "remove" && <RemoveMemberDialog member={doing.member} onClose={close} />}
    </>
  );
}

function MemberRow({ member, onDo }: { member: Member; onDo: (what: Doing["what"]) => void }) {
  const me = useMe();
  const { mayConfigure } = useRights();
  const own = member.id === me.id;
  const icon = "size-4";
  return (
    <li className="flex items-center gap-3.5 px-5 py-3">
      <Initials name={member.name} />
      <div className="min-w-0 flex-1 items-center gap-3 sm:flex">
        <div className="min-w-0 flex-1">
          <p className="font-medium wrap-anywhere">
            {member.name}
            {own && <span className="ml-1.5 font-normal text-muted">(you)</span>}
          </p>
          <p className="text-[0.8125rem] text-muted wrap-anywhere">{member.email}</p>
        </div>
        <div className="mt-1 sm:mt-0">
          <Badge tone={member.role === "admin" ? "accent" : "neutral"}>{roleWords[member.role].label}</Badge>
        </div>
      </div>
      {mayConfigure && (
        <Menu
          trigger={
            <IconButton label={`Manage ${member.name}`}>
              <Ellipsis aria-hidden className={icon} />
            </IconButton>
          }
        >
          <MenuItem icon={<UserRoundCog aria-hidden className={icon} />} onSelect={() => onDo("role")}>
            Change role
          </MenuItem>
          {!own && (
            <>
              <MenuItem icon={<KeyRound aria-hidden className={icon} />} onSelect={() => onDo("password")}>
                Link for a new password
              </MenuItem>
              <MenuItem icon={<UserMinus aria-hidden className={icon} />} tone="bad" onSelect={() => onDo("remove")}>
                Remove
              </MenuItem>
            </>
          )}
        </Menu>
      )}
    </li>
  );
}

function RoleLegend() {
  return (
    <dl className="mt-3 grid gap-x-6 gap-y-1.5 px-1 text-[0.8125rem] text-muted sm:grid-cols-3">
      {roles.map((role) => (
        <div key={role}>
          <dt className="inline font-medium text-ink">{roleWords[role].label}: </dt>
          <dd className="inline">{roleWords[role].may}</dd>
        </div>
      ))}
    </dl>
  );
}
