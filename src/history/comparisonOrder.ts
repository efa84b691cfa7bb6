import type { Memento } from 'vscode';

const KEY = 'history.orderedComparisons';
/** Comparisons that are remembered, those switched last. */
const KEPT = 100;

/** For which comparisons the order of lists counts; they open again after a window reload. */
export interface ComparisonOrder {
  /** @param comparison the ids of its two answers */
  counts(comparison: string): boolean;
  set(comparison: string, counts: boolean): Thenable<void>;
}

export function comparisonOrder(memento: Memento): ComparisonOrder {
  const kept = (): readonly string[] => {
    const read = memento.get<unknown>(KEY);
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : [];
  };
  return {
    counts: (comparison) => kept().includes(comparison),
    set: (comparison, counts) => {
      const others = kept().filter((other) => other !== comparison);
      const all = counts ? [comparison, ...others].slice(0, KEPT) : others;
      return memento.update(KEY, all.length === 0 ? undefined : all);
    },
  };
}
