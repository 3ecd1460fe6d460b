import { resolve } from "node:path";
import { defineCommand } from "citty";
import { dataFile, readConfig } from "../base/config.ts";
import { backUpStore } from "../store/backup-store.ts";
import { sealedWith } from "../store/seal-anew.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

export const storeFileName = "tributary.db";

export const backup = defineCommand({
  meta: { name: "backup", description: "Copy the store to a file, while the server runs or not" },
  args: {
    file: { type: "positional", description: "File to write, which is not there yet", required: true },
    json: { type: "boolean", description: "Print JSON" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const file = resolve(args.file);
      const made = backUpStore(dataFile(readConfig(process.env), storeFileName), file);
      const sealedBy = sealedWith(file);
      print(args.json ?? false, { file, ...made, sealedWith: sealedBy }, () =>
        [
          `${paint("green", "Backed up")} to ${file}: ${made.connections} connections, ${made.calls} calls, ${Math.ceil(made.bytes / 1024)} KB`,
          sealedBy.length === 0
            ? "It has no secrets that were sealed."
            : `Keep a copy of the encryption key (${sealedBy.join(", ")}), too, and apart from it: without the key its tokens cannot be read.`,
        ].join("\n"),
      );
    }),
});
