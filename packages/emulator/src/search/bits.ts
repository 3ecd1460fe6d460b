/** A set of document numbers, one bit each. All sets of one query have the same length. */
export type Bits = Uint32Array;

export const noBits = (documents: number): Bits => new Uint32Array((documents + 31) >>> 5);

export function setBit(bits: Bits, document: number): void {
  const word = document >>> 5;
  bits[word] = (bits[word] as number) | (1 << (document & 31));
}

export function clearBit(bits: Bits, document: number): void {
  const word = document >>> 5;
  bits[word] = (bits[word] as number) & ~(1 << (document & 31));
}

export const hasBit = (bits: Bits, document: number): boolean =>
  (((bits[document >>> 5] as number) >>> (document & 31)) & 1) === 1;

export const and = (a: Bits, b: Bits): Bits => a.map((word, at) => word & (b[at] as number));
export const or = (a: Bits, b: Bits): Bits => a.map((word, at) => word | (b[at] as number));
export const without = (a: Bits, b: Bits): Bits => a.map((word, at) => word & ~(b[at] as number));
export const not = (a: Bits): Bits => a.map((word) => ~word);

/** The members in ascending order. */
export function membersOf(bits: Bits): Uint32Array {
  const members = new Uint32Array(countOf(bits));
  let found = 0;
  for (let at = 0; at < bits.length; at += 1) {
    for (let word = bits[at] as number; word !== 0; word &= word - 1) {
      members[found] = at * 32 + 31 - Math.clz32(word & -word);
      found += 1;
    }
  }
  return members;
}

export function countOf(bits: Bits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) {
    let word = bits[at] as number;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
