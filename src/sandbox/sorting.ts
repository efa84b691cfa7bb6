import type { SortBy } from './parameters';
import type { SortKey } from './population';

export interface Sort {
  readonly by: SortBy;
  readonly order: 'ASC' | 'DESC';
}

/** Sorted lists that are kept: enough for a few people paging at once. */
const KEPT = 8;

/**
 * Sorts the members of one list, and keeps the last few results, so that paging through 30,000 children
 * sorts them once. The order is total: ids break ties.
 */
export class SortedLists {
  /** By list and sort, least recently used first. */
  readonly #kept = new Map<string, Int32Array>();

  constructor(private readonly sortKey: (index: number, by: SortBy) => SortKey) {}

  /**
   * @param list names the list; the same name always means the same members
   * @param members read only when the list is not kept
   */
  sorted(list: string, members: () => readonly number[], sort: Sort): Int32Array {
    const name = `${list} ${sort.by} ${sort.order}`;
    const sorted = this.#kept.get(name) ?? this.#sort(members(), sort);
    this.#kept.delete(name);
    this.#kept.set(name, sorted);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return sorted;
  }

  #sort(members: readonly number[], sort: Sort): Int32Array {
    const direction = sort.order === 'ASC' ? 1 : -1;
    const keyed = members.map((index) => ({ index, key: this.sortKey(index, sort.by) }));
    keyed.sort((one, other) => direction * compare(one.key, other.key));
    return Int32Array.from(keyed, ({ index }) => index);
  }
}

function compare(one: SortKey, other: SortKey): number {
  if (one.seconds !== other.seconds) return one.seconds - other.seconds;
  return one.userId < other.userId ? -1 : one.userId > other.userId ? 1 : 0;
}
