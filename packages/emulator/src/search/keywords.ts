import { type Bits, setBit } from "./bits.ts";
import { type GrowingArray, growingIntegers, push } from "./growing-array.ts";

/** Fields whose values are compared whole. A document may have several values in one field. */
export type KeywordField = "type" | "space" | "creator" | "contributor" | "label" | "macro" | "mention";

/** Which documents have which value in which field. */
export class Keywords {
  readonly #lists = new Map<string, GrowingArray<Uint32Array>>();

  /** Numbers must be given in ascending order. */
  add(document: number, field: KeywordField, values: Iterable<string>): void {
    for (const value of values) {
      const name = `${field}:${value}`;
      let list = this.#lists.get(name);
      if (!list) {
        list = growingIntegers(4);
        this.#lists.set(name, list);
      }
      if (list.size === 0 || list.data[list.size - 1] !== document) push(list, document);
    }
  }

  mark(field: KeywordField, value: string, into: Bits): void {
    const list = this.#lists.get(`${field}:${value}`);
    if (!list) return;
    const { data, size } = list;
    for (let at = 0; at < size; at += 1) setBit(into, data[at] as number);
  }

  renumber(numbers: Int32Array): void {
    for (const [name, list] of this.#lists) {
      let kept = 0;
      for (let at = 0; at < list.size; at += 1) {
        const number = numbers[list.data[at] as number] as number;
        if (number < 0) continue;
        list.data[kept] = number;
        kept += 1;
      }
      list.size = kept;
      if (kept === 0) this.#lists.delete(name);
    }
  }
}
