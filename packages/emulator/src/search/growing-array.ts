type Numbers = Uint8Array | Uint32Array | Float64Array;

/**
 * A typed array that grows at its end. `data` may be longer than `size`, and is another array after a `push`: read both
 * at the start of a loop.
 */
export type GrowingArray<T extends Numbers> = {
  data: T;
  size: number;
  readonly make: (length: number) => T;
};

export const growing = <T extends Numbers>(make: (length: number) => T, capacity = 0): GrowingArray<T> => ({
  data: make(capacity),
  size: 0,
  make,
});

export const growingIntegers = (capacity = 0): GrowingArray<Uint32Array> =>
  growing((length) => new Uint32Array(length), capacity);

export function push<T extends Numbers>(array: GrowingArray<T>, value: number): void {
  if (array.size === array.data.length) {
    const larger = array.make(array.size + (array.size >> 1) + 1);
    larger.set(array.data);
    array.data = larger;
  }
  array.data[array.size] = value;
  array.size += 1;
}
