/** Whole numbers below 2^32 in a row that grows at its end, four bytes each. */
export interface OffsetColumn {
  readonly count: number;
  add(value: number): void;
  /** 0 where there is none. */
  at(index: number): number;
  /** Where the numbers ascend: the last that is not above a value; -1 when all are. */
  lastUpTo(value: number): number;
}

export function offsetColumn(): OffsetColumn {
  let values = new Uint32Array(256);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(value) {
      if (count === values.length) {
        const larger = new Uint32Array(count + (count >> 1));
        larger.set(values);
        values = larger;
      }
      values[count++] = value;
    },
    at: (index) => values[index] ?? 0,
    lastUpTo(value) {
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((values[middle] ?? 0) <= value) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    },
  };
}
