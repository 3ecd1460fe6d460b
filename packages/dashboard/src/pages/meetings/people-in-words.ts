/** The most names that are read in passing. */
const most = 5;

/** Who was there: the first few by name, the others by number. */
export function peopleInWords(people: readonly { name: string }[]): string {
  const names = people.map(({ name }) => name);
  // "and 1 more" would take the room of the name.
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
