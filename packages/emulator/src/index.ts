export type { Admin, NewClient, NewFault, NewGrant } from "./admin/create-admin.ts";
export type { Fault, FaultKind } from "./admin/faults.ts";
export type { JournalEntry } from "./admin/journal.ts";
export { type Credentials, createEmulator, type Emulator, type EmulatorOptions } from "./create-emulator.ts";
export type {
  SeedAttachment,
  SeedComment,
  SeedContent,
  SeedGroup,
  SeedPerson,
  SeedSite,
  SeedSpace,
} from "./seed/seed-site.ts";
