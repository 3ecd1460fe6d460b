import { existsSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand } from "citty";
import { type Config, dataFile, readConfig } from "../base/config.ts";
import { keyId, knownKeys } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import { backUpStore, examineStore } from "../store/backup-store.ts";
import { lockDataFolder } from "../store/lock-data-folder.ts";
import { sealedWith } from "../store/seal-anew.ts";
import { storeFileName } from "./backup.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

export const restore = defineCommand({
  meta: { name: "restore", description: "Put a backup in the place of the store; what was there is kept beside it" },
  args: {
    file: { type: "positional", description: "File that backup made", required: true },
    force: { type: "boolean", description: "Also when the key that sealed its secrets is not here" },
    json: { type: "boolean", description: "Print JSON" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const config = readConfig(process.env);
      const file = resolve(args.file);
      if (!existsSync(file)) throw new TributaryError("not_found", `There is no file ${file}.`);
      const found = examineStore(file);
      // A server would go on with the file and the keys it has.
      const unlock = lockDataFolder(config);
      if (args.force !== true) refuseWithoutKey(file, config);
      const kept = putInPlace(file, config);
      unlock();
      print(args.json ?? false, { ...found, restored: file, ...(kept !== undefined && { kept }) }, () =>
        [
          `${paint("green", "Restored")} ${found.connections} connections and ${found.calls} calls from ${file}`,
          ...(kept === undefined ? [] : [`The store there was is kept as ${kept}`]),
          "Start the server with the encryption key it was made with. Atlassian changes refresh tokens as they are used: connections that were used since the backup ask for consent again.",
        ].join("\n"),
      );
    }),
});

/** Without its key a store opens, and fails at the first call that needs a token. */
function refuseWithoutKey(file: string, config: Config): void {
  const known = knownKeys(config.encryptionKey, dataFile(config, "key")).map(keyId);
  const missing = sealedWith(file).filter((id) => !known.includes(id));
  if (missing.length === 0) return;
  throw new TributaryError(
    "conflict",
    `Secrets in ${file} are sealed with the key ${missing.join(", ")}, which is not here.`,
    {
      hint: "Put the key file it was made with into the data folder, or set TRIBUTARY_KEY. With --force it is restored all the same; then its accounts have to be connected anew.",
    },
  );
}

/** The copy is whole before it takes the place of what was there. */
function putInPlace(file: string, config: Config): string | undefined {
  const place = dataFile(config, storeFileName);
  const part = `${place}.part`;
  rmSync(part, { force: true });
  backUpStore(file, part);
  let kept: string | undefined;
  if (existsSync(place)) {
    kept = `${place}.before-${new Date().toISOString().replace(/[:.]/g, "-")}`;
    // With what is in its log: both belong together under one name.
    for (const end of ["-wal", "-shm"]) if (existsSync(place + end)) renameSync(place + end, kept + end);
    renameSync(place, kept);
  }
  renameSync(part, place);
  // Made anew from the sources: it knows of documents the restored store does not.
  for (const end of ["", "-wal", "-shm"]) rmSync(dataFile(config, `search.db${end}`), { force: true });
  return kept;
}
