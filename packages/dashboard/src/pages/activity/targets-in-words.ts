import type { CallDetail } from "@tributary/sdk";

/** What a call touched: the title of what it changed, or what its caller named, such as "ENG:Runbook and 2 more". */
export function targetsInWords({
  targets,
  changes,
}: Pick<CallDetail, "targets"> & Partial<Pick<CallDetail, "changes">>): string {
  const titles = fieldOf(changes ?? [], "title");
  const [first, ...others] = titles.length > 0 ? titles : fieldOf(targets, "ref");
  if (first === undefined) return "";
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** The targets as kinds and names; undefined when one is neither. */
export function namedTargets(targets: readonly unknown[]): { kind: string; ref: string }[] | undefined {
  const [kinds, refs] = [fieldOf(targets, "kind"), fieldOf(targets, "ref")];
  if (kinds.length !== targets.length || refs.length !== targets.length) return undefined;
  return refs.map((ref, at) => ({ kind: kinds[at] ?? "", ref }));
}

function fieldOf(things: readonly unknown[], name: string): string[] {
  return things.flatMap((thing) => {
    const value = (thing as Record<string, unknown> | null)?.[name];
    return typeof value === "string" ? [value] : [];
  });
}
