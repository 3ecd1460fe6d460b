import { TributaryError as SdkError } from "@tributary/sdk";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import { waitingExit } from "./exit-codes.ts";
import { print, printError } from "./output.ts";
import { WaitsForPerson } from "./run-tool.ts";

/** Runs a command; what it throws is printed once, here. */
export async function run(json: boolean | undefined, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (thrown) {
    if (thrown instanceof WaitsForPerson) {
      print(
        json ?? false,
        { waiting: { message: thrown.message, url: thrown.url } },
        () => `${thrown.message}\n${thrown.url}`,
      );
      process.exitCode = waitingExit;
      return;
    }
    printError(json ?? false, thrown instanceof SdkError ? thrown : describe(thrown));
  }
}

function describe(thrown: unknown): TributaryError {
  if (isFileError(thrown))
    return new TributaryError("invalid_input", `${thrown.message}.`, {
      hint: "Check that it is there, is what the command takes, and may be read and written.",
      cause: thrown,
    });
  const error = toTributaryError(thrown);
  if (error.code !== "internal" || error.cause === undefined) return error;
  // Whoever runs the program sees what went wrong inside it.
  process.stderr.write(`${(error.cause as Error).stack ?? error.cause}\n`);
  return new TributaryError("internal", "Something went wrong inside this command.", {
    hint: "The lines above say where. If it happens again, please report them.",
  });
}

/** What the file system refused, with the path it was about. */
const isFileError = (thrown: unknown): thrown is NodeJS.ErrnoException =>
  thrown instanceof Error && "syscall" in thrown && "path" in thrown;
