const context = 2;

/** The lines of two texts as a diff in the server's form: `-` gone, `+` new, two lines of context, `…` between. */
export function diffLines(before: readonly string[], after: readonly string[]): string {
  const rows: { sign: " " | "-" | "+"; line: string }[] = [];
  const kept = longestCommon(before, after);
  let [i, j] = [0, 0];
  for (const [nextOld, nextNew] of [...kept, [before.length, after.length] as const]) {
    for (; i < nextOld; i++) rows.push({ sign: "-", line: before[i] as string });
    for (; j < nextNew; j++) rows.push({ sign: "+", line: after[j] as string });
    if (i < before.length) rows.push({ sign: " ", line: before[i] as string });
    i++;
    j++;
  }
  const near = (at: number) => rows.slice(Math.max(0, at - context), at + context + 1).some(({ sign }) => sign !== " ");
  const out: string[] = [];
  rows.forEach(({ sign, line }, at) => {
    if (near(at)) out.push(`${sign} ${line}`.trimEnd());
    else if (out.length > 0 && out.at(-1) !== "…") out.push("…");
  });
  if (out.at(-1) === "…") out.pop();
  return out.join("\n");
}

/** Indexes of the lines that stay. Equal beginnings and ends are set aside first, so that little is compared. */
function longestCommon(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [endOld, endNew] = [before.length, after.length];
  while (endOld > start && endNew > start && before[endOld - 1] === after[endNew - 1]) {
    endOld--;
    endNew--;
  }
  const width = endNew - start + 1;
  const longest = new Uint32Array((endOld - start + 1) * width);
  for (let i = endOld - start - 1; i >= 0; i--) {
    for (let j = width - 2; j >= 0; j--) {
      const at = i * width + j;
      longest[at] =
        before[start + i] === after[start + j]
          ? (longest[at + width + 1] as number) + 1
          : Math.max(longest[at + width] as number, longest[at + 1] as number);
    }
  }
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, at) => [at, at] as const);
  for (let i = 0, j = 0; i < endOld - start && j < endNew - start; ) {
    if (before[start + i] === after[start + j]) pairs.push([start + i++, start + j++]);
    else if ((longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number)) i++;
    else j++;
  }
  for (let at = 0; endOld + at < before.length; at++) pairs.push([endOld + at, endNew + at]);
  return pairs;
}
