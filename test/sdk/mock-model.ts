import { importProvider, type Json } from "../../packages/sdk/providers/installed.ts";

export const pageId = "ENG:Runbook: Journal lag";
export const question = "Note in the runbook on journal lag that it was checked.";

/**
 * A model behind every provider's API that tells one story: find and read at the same time, edit, answer with what it
 * was told. It decides by what the conversation holds, as a model does.
 */
export async function startMockModel() {
  const { LLMock } = await importProvider("@copilotkit/aimock/dist/index.js");
  const mock = new LLMock({ port: 0, host: "127.0.0.1" });
  /** The texts of the tool results the model was shown, in order. */
  const told: string[] = [];
  mock.on({ predicate: () => true }, ({ messages }: Json) => {
    const results = messages.filter(({ role }: Json) => role === "tool").map(({ content }: Json) => textOf(content));
    told.splice(0, told.length, ...results);
    if (results.length === 0) {
      return {
        toolCalls: [
          call("call_find", "confluence_search", { query: "journal lag", limit: 2 }),
          call("call_read", "confluence_get_page", { pageId }),
        ],
      };
    }
    if (results.length === 2) {
      const operations = [{ op: "append", content: "Checked by the model." }];
      return { toolCalls: [call("call_edit", "confluence_edit_page", { pageId, operations })] };
    }
    const { data, error } = JSON.parse(results[2] ?? "{}");
    return { content: data === undefined ? `It failed: ${error?.message}` : `Done: version ${data.version}.` };
  });
  await mock.start();
  return { url: mock.url as string, told, stop: () => mock.stop() as Promise<void> };
}

const call = (id: string, name: string, args: object) => ({ id, name, arguments: JSON.stringify(args) });

/** Some providers wrap a result; the mock passes on what it was sent. */
function textOf(content: Json): string {
  const text = typeof content === "string" ? content : content.map((part: Json) => part.text ?? "").join("");
  const parsed = JSON.parse(text);
  if (typeof parsed?.output === "object") return JSON.stringify(parsed.output);
  return text;
}
