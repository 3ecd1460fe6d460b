type Path = readonly (string | number)[];

/** A text among the arguments of a write, and where it stands. */
export type EditableText = { path: Path; label: string; value: string; long: boolean };

/** Arguments that say where and how, not what: changing them would be another write. */
const notText =
  /(^id|Ids?|Key|Keys)$|^(op|format|representation|status|type|kind|place|position|section|handle|cursor|method|path|headers|mediaType|fileName|data|base64|resolution|after|before|under|within)$/;

/** The texts of a write that a person may put right before saying yes. */
export function editableTexts(input: unknown, path: Path = []): EditableText[] {
  if (typeof input === "string") {
    const name = path.findLast((part) => typeof part === "string") as string | undefined;
    if (name === undefined || notText.test(name)) return [];
    return [{ path, label: labelOf(path), value: input, long: isLong(name, input) }];
  }
  if (Array.isArray(input)) return input.flatMap((item, index) => editableTexts(item, [...path, index]));
  if (typeof input === "object" && input !== null)
    return Object.entries(input).flatMap(([name, value]) => editableTexts(value, [...path, name]));
  return [];
}

/** The same arguments with another text at one place. */
export function withText<Input>(input: Input, [first, ...rest]: Path, text: string): Input {
  if (first === undefined) return text as Input;
  if (Array.isArray(input))
    return input.map((item, index) => (index === first ? withText(item, rest, text) : item)) as Input;
  const before = input as Record<string | number, unknown>;
  return { ...before, [first]: withText(before[first], rest, text) } as Input;
}

const isLong = (name: string, value: string) =>
  /^(body|content|text|description|comment)$/i.test(name) || value.length > 80 || value.includes("\n");

/** What the parts of an edit are called by who decides on it: the tool's own names are for programs. */
const editNames: Record<string, string> = { operations: "changes", text: "text it replaces", content: "new text" };

/** operations, 1, content → "Change 2: new text". */
function labelOf(path: Path): string {
  const edit = path[0] === "operations";
  const words = path.map((name, at) => {
    if (typeof name === "number") return `${name + 1}`;
    const part = (edit && editNames[name]) || name;
    const plain = part.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
    return typeof path[at + 1] === "number" ? plain.replace(/s$/, "") : plain;
  });
  const label = words.reduce((sentence, word, at) => {
    if (at === 0) return word;
    return typeof path[at] === "number" ? `${sentence} ${word}` : `${sentence}: ${word}`;
  }, "");
  return label.charAt(0).toUpperCase() + label.slice(1);
}
