import {
  isPending,
  type ToolInput,
  type ToolName,
  type ToolOutput,
  type Tributary,
  TributaryError,
} from "@tributary/sdk";

/** Whose connection, as the flags of a command say it. */
export type Through = { connectionId?: string; userId?: string; siteId?: string };

/** Asked of the person at the desk and not decided yet: what comes after it cannot be done. */
export class WaitsForPerson extends Error {
  override readonly name = "WaitsForPerson";
  readonly url: string;
  constructor(summary: string, url: string) {
    super(`${summary}: this waits for a person.`);
    this.url = url;
  }
}

/** Runs a tool and gives its whole data; throws its error, or that it waits for a person. */
export async function runTool<Name extends ToolName>(
  client: Tributary,
  through: Through,
  name: Name,
  input: ToolInput<Name>,
): Promise<ToolOutput<Name>> {
  const request = { ...through, arguments: input as Record<string, unknown>, maxCharacters: 0 };
  const result = await client.tools.execute<unknown>(name as string, request);
  if (isPending(result)) throw new WaitsForPerson(result.data.summary, result.data.url);
  if (result.successful) return result.data as ToolOutput<Name>;
  throw new TributaryError(result.error);
}

/** Every item of a tool that lists, page after page. */
export async function* allItems<Item>(
  read: (cursor: string | undefined) => Promise<{ items: Item[]; cursor?: string }>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
