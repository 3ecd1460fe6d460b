/** The text fields of a form by name, trimmed; passwords and secrets (fields of type password) as they are. */
export function formValues<Name extends string>(form: HTMLFormElement, names: readonly Name[]): Record<Name, string> {
  const values = names.map((name) => {
    const field = form.elements.namedItem(name);
    const value = field !== null && "value" in field ? String(field.value) : "";
    const secret = field instanceof HTMLInputElement && field.autocomplete.endsWith("password");
    return [name, secret ? value : value.trim()] as const;
  });
  return Object.fromEntries(values) as Record<Name, string>;
}
