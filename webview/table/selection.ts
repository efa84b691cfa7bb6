/** Rows that are selected, by their index in the answer, so that sorting does not change them. */
export interface Selection {
  readonly rows: ReadonlySet<number>;
  /** Where a range begins: a row. */
  readonly anchor: number | undefined;
}

export const nothingSelected: Selection = { rows: new Set(), anchor: undefined };

export function selectOnly(row: number): Selection {
  return { rows: new Set([row]), anchor: row };
}

export function toggle({ rows }: Selection, row: number): Selection {
  const toggled = new Set(rows);
  if (!toggled.delete(row)) toggled.add(row);
  return { rows: toggled, anchor: row };
}

/**
 * From the anchor to a row, as they are on screen; nothing else stays selected.
 *
 * @param order of the rows on screen
 */
export function extendTo({ anchor }: Selection, row: number, order: readonly number[]): Selection {
  const from = anchor === undefined ? -1 : order.indexOf(anchor);
  const to = order.indexOf(row);
  if (from < 0 || to < 0) return selectOnly(row);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { rows: new Set(range), anchor };
}

export function selectAll(order: readonly number[], { anchor }: Selection): Selection {
  return { rows: new Set(order), anchor: anchor ?? order[0] };
}

/** What is not on screen any more is not selected any more: nobody would know that it is copied. */
export function keepShown({ rows, anchor }: Selection, order: readonly number[]): Selection {
  const shown = new Set(order);
  return {
    rows: new Set([...rows].filter((row) => shown.has(row))),
    anchor: anchor !== undefined && shown.has(anchor) ? anchor : undefined,
  };
}

/** In the order on screen. */
export function selectedInOrder({ rows }: Selection, order: readonly number[]): readonly number[] {
  return order.filter((row) => rows.has(row));
}
