export type { Admin, NewClient, NewFault, NewGrant, TokenChoice } from "./admin/create-admin.ts";
export type { Fault, FaultKind, FaultReason } from "./admin/faults.ts";
export type { JournalEntry } from "./admin/journal.ts";
export { createEmulator, type Emulator } from "./create-emulator.ts";
export type { Credentials } from "./default-credentials.ts";
export type { Burst, Limits, LimitsChange } from "./limits/limits.ts";
export { EmulatorOptionError, type EmulatorOptions, type SeedName, seedNames } from "./options.ts";
export type {
  SeedAttachment,
  SeedComment,
  SeedContent,
  SeedGroup,
  SeedPerson,
  SeedSite,
  SeedSpace,
} from "./seed/seed-site.ts";
