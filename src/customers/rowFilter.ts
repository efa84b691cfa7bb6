import { wanted, type Wanted } from './customerText';
import type { Listed } from './listing';
import type { CustomerRow, LevelRow, Row } from './rows';

interface FilterDoors {
  /** The level of a customer's children, where it can have any. */
  childrenRow(row: CustomerRow): LevelRow | undefined;
  /** Rows of the customers that were loaded in a level; asks for nothing. */
  loadedRows(row: LevelRow): readonly CustomerRow[];
  /** Customers that were loaded, level by level. */
  loadedCustomers(): Iterable<readonly Listed[]>;
}

export interface FilterCounts {
  readonly matching: number;
  readonly loaded: number;
}

/**
 * Leaves customers out of the view that do not match, of those that are loaded: one who matches stays
 * with everything below, one who does not where somebody below does, as the way there.
 */
export class RowFilter {
  #wanted: Wanted | undefined;

  constructor(private readonly doors: FilterDoors) {}

  /** What is filtered by; undefined while everybody is shown. */
  get text(): string | undefined {
    return this.#wanted?.text;
  }

  set(text: string): void {
    this.#wanted = wanted(text);
  }

  /** What is given of the rows below a row. */
  given(rows: readonly Row[]): readonly Row[] {
    return this.#wanted === undefined ? rows : rows.filter((row) => this.#isShown(row));
  }

  /** Whether the row, or one above it, is left out. */
  hides(row: Row): boolean {
    if (this.#wanted === undefined) return false;
    for (let one: Row | undefined = row; one !== undefined; one = one.parent)
      if (!this.#isShown(one)) return true;
    return false;
  }

  counts(): FilterCounts {
    let matching = 0;
    let loaded = 0;
    for (const customers of this.doors.loadedCustomers()) {
      loaded += customers.length;
      for (const { customer } of customers)
        if (this.#wanted?.matches(customer) !== false) matching++;
    }
    return { matching, loaded };
  }

  #isShown(row: Row): boolean {
    return (
      row.kind !== 'customer' ||
      this.#matches(row) ||
      this.#isBelowMatch(row) ||
      this.#leadsToMatch(row)
    );
  }

  #matches({ customer }: CustomerRow): boolean {
    return this.#wanted?.matches(customer) !== false;
  }

  #isBelowMatch(row: CustomerRow): boolean {
    for (let one: Row | undefined = row.parent; one !== undefined; one = one.parent)
      if (one.kind === 'customer' && this.#matches(one)) return true;
    return false;
  }

  #leadsToMatch(row: CustomerRow): boolean {
    const below = this.doors.childrenRow(row);
    return (
      below !== undefined &&
      this.doors.loadedRows(below).some((one) => this.#matches(one) || this.#leadsToMatch(one))
    );
  }
}
