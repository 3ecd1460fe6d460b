import { z } from "zod";

export const userShape = z.object({
  accountId: z.string(),
  name: z.string(),
  /** Only where the person lets the account see it. */
  email: z.string().optional(),
  timeZone: z.string().optional(),
  /** atlassian, app or customer. */
  accountType: z.string().optional(),
  /** active, inactive or closed. */
  status: z.string().optional(),
});

export type User = z.output<typeof userShape>;

/** A person as both versions of the API give them. */
export type ApiUser = {
  accountId: string;
  displayName?: string | null;
  publicName?: string | null;
  email?: string | null;
  timeZone?: string | null;
  accountType?: string | null;
  accountStatus?: string | null;
};

export const toUser = (user: ApiUser): User => ({
  accountId: user.accountId,
  name: user.displayName || user.publicName || "",
  ...(user.email && { email: user.email }),
  ...(user.timeZone && { timeZone: user.timeZone }),
  ...(user.accountType && { accountType: user.accountType }),
  ...(user.accountStatus && { status: user.accountStatus }),
});
