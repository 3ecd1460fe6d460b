import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { defineCommand } from "citty";
import { type Config, dataFile, readConfig } from "../base/config.ts";
import { keyId, loadKeys, writeKeys } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import { lockDataFolder } from "../store/lock-data-folder.ts";
import { sealAnew } from "../store/seal-anew.ts";
import { storeFileName } from "./backup.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

export const rotateKey = defineCommand({
  meta: {
    name: "rotate-key",
    description: "Seal every stored secret with a new encryption key; the server is stopped",
  },
  args: { json: { type: "boolean", description: "Print JSON" } },
  run: ({ args }) =>
    run(args.json, async () => {
      const config = readConfig(process.env);
      const store = dataFile(config, storeFileName);
      if (!existsSync(store)) {
        throw new TributaryError("not_found", `There is no store ${store}.`, {
          hint: "Run this in the folder of the server, or set TRIBUTARY_DATA.",
        });
      }
      // A server would go on with the file and the keys it has.
      const unlock = lockDataFolder(config);
      const inEnvironment = config.encryptionKey !== undefined;
      const keys = keysToRotate(config);
      const done = sealAnew(store, keys);
      if (!inEnvironment) writeKeys(keyFile(config), [keys[0]]);
      unlock();
      const id = keyId(keys[0]);
      print(args.json ?? false, { ...done, key: id, keyIn: inEnvironment ? "environment" : "file" }, () =>
        [
          `${paint("green", "Sealed")} ${done.sealedAnew} of ${done.secrets} secrets anew; all are sealed with the key ${id}`,
          inEnvironment
            ? "Set TRIBUTARY_KEY to the first key alone, and start the server."
            : `The new key is in ${keyFile(config)}. Keep a copy of it; earlier backups still need the old one.`,
        ].join("\n"),
      );
    }),
});

const keyFile = (config: Config) => dataFile(config, "key");

/**
 * The new key and then the old. Both are in the key file before anything is sealed, so that this can be interrupted at
 * any moment: the server opens what either sealed, and another run goes on where this one ended.
 */
function keysToRotate(config: Config): [Buffer, ...Buffer[]] {
  const known = loadKeys(config.encryptionKey, keyFile(config));
  if (known.length > 1) return known;
  if (config.encryptionKey !== undefined) {
    throw new TributaryError("invalid_input", "TRIBUTARY_KEY has one key, and there is none to change to.", {
      hint: "Set it to NEW,OLD, where NEW is the output of `openssl rand -base64 32`, and run this again.",
    });
  }
  const both: [Buffer, ...Buffer[]] = [randomBytes(32), ...known];
  writeKeys(keyFile(config), both);
  return both;
}
