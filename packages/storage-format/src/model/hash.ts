/** A short fingerprint of a text, in base 36. Not for secrets: two 32-bit FNV-style sums, 53 bits used. */
export function fingerprint(text: string, length = 10): string {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) + (low >>> 15);
  }
  const sum = (high >>> 0) * 0x200000 + ((low ^ (low >>> 11)) >>> 11);
  return sum.toString(36).padStart(11, "0").slice(-length);
}
