import type { Emulator } from "../src/create-emulator.ts";
import type { Features } from "../src/features.ts";

/** Turns features of the first site on. */
export async function turnOn(emulator: Emulator, features: Partial<Features>): Promise<void> {
  emulator.admin.setFeatures(features);
}
