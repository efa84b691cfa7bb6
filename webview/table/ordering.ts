import type { TableCell } from '../../src/inspector/wireTable';
import { pageLanguage } from '../language';
import { compareDecimals, isDecimal, readDecimal } from './decimals';
import { readTime } from './times';

export type Direction = 'ascending' | 'descending';

export interface Sort {
  /** Of the column. */
  readonly id: string;
  readonly direction: Direction;
}

/**
 * The order of rows by one column's values: indices of `values`. Numbers by their value, to the last
 * digit, then times, then text as the language sorts it; what is missing or blank comes last, in
 * either direction. Rows with the same value keep the order of the answer.
 */
export function orderOf(values: readonly TableCell[], direction: Direction): readonly number[] {
  const { ranks, count } = rankValues(values);
  const last = count - 1;
  // rows by rank, as cards are dealt into boxes: nothing is compared again
  const boxes = Array.from({ length: count }, (): number[] => []);
  const missing: number[] = [];
  values.forEach((_, row) => {
    const rank = ranks[row] ?? NONE;
    if (rank === NONE) missing.push(row);
    else boxes[direction === 'ascending' ? rank : last - rank]?.push(row);
  });
  boxes.push(missing);
  return boxes.flat();
}

/** The rank of what is missing. */
const NONE = -1;

/** The same number for the same value; each different value is looked at once. */
function rankValues(values: readonly TableCell[]): {
  readonly ranks: Int32Array;
  readonly count: number;
} {
  const distinct = [...new Set(values)].flatMap((value) =>
    value === null || value.trim() === '' ? [] : keyOf(value),
  );
  distinct.sort(compareKeys);
  const rankOf = new Map<string, number>();
  let count = 0;
  distinct.forEach((key, at) => {
    const before = distinct[at - 1];
    if (before === undefined || compareKeys(before, key) !== 0) count += 1;
    rankOf.set(key.text, count - 1);
  });
  const ranks = new Int32Array(values.length);
  values.forEach((value, row) => (ranks[row] = rankOf.get(value ?? '') ?? NONE));
  return { ranks, count };
}

type Key = { readonly text: string } &
  /** `about` is rounded: where it is the same for two numbers, their digits tell which is less. */
  (
    | { readonly kind: 'number'; readonly about: number }
    | { readonly kind: 'time'; readonly at: number }
    | { readonly kind: 'text' }
  );

function keyOf(text: string): Key {
  if (isDecimal(text)) return { kind: 'number', text, about: Number(text) };
  const time = readTime(text);
  return time === undefined ? { kind: 'text', text } : { kind: 'time', text, at: time.at };
}

/** Of two numbers that round to the same. */
function compareDigits(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [readDecimal(a), readDecimal(b)];
  return left === undefined || right === undefined ? 0 : compareDecimals(left, right);
}

const kinds = ['number', 'time', 'text'];
const collator = new Intl.Collator(pageLanguage());

function compareKeys(a: Key, b: Key): number {
  if (a.kind === 'number' && b.kind === 'number')
    return a.about < b.about ? -1 : a.about > b.about ? 1 : compareDigits(a.text, b.text);
  if (a.kind === 'time' && b.kind === 'time') return a.at - b.at;
  if (a.kind === 'text' && b.kind === 'text') return collator.compare(a.text, b.text);
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
}
