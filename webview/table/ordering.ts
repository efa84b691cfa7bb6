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
  // where the rows of each rank begin: nothing is compared again
  const places = new Uint32Array(count + 1);
  const placeOf = (rank: number) =>
    rank === NONE ? count : direction === 'ascending' ? rank : count - 1 - rank;
  for (const rank of ranks) places[placeOf(rank)] = (places[placeOf(rank)] ?? 0) + 1;
  let begin = 0;
  for (const [place, rows] of places.entries()) {
    places[place] = begin;
    begin += rows;
  }
  const order = new Array<number>(values.length);
  ranks.forEach((rank, row) => {
    const place = placeOf(rank);
    const at = places[place] ?? 0;
    order[at] = row;
    places[place] = at + 1;
  });
  return order;
}

/** The rank of what is missing. */
const NONE = -1;

/** The same number for the same value; each different value is looked at once. */
function rankValues(values: readonly TableCell[]): {
  readonly ranks: Int32Array;
  readonly count: number;
} {
  const rankOf = new Map<string, number>();
  let count = 0;
  const rank = <Key extends { readonly text: string }>(
    sorted: readonly Key[],
    compare: (a: Key, b: Key) => number,
  ): void =>
    sorted.forEach((key, at) => {
      const before = sorted[at - 1];
      if (before === undefined || compare(before, key) !== 0) count += 1;
      rankOf.set(key.text, count - 1);
    });
  const { numbers, times, texts } = keysOf(new Set(values));
  rank(numbers.sort(compareNumbers), compareNumbers);
  rank(times.sort(compareTimes), compareTimes);
  rank(texts.sort(compareRoughly).sort(compareTexts), compareTexts);
  const ranks = new Int32Array(values.length);
  values.forEach((value, row) => (ranks[row] = rankOf.get(value ?? '') ?? NONE));
  return { ranks, count };
}

interface NumberKey {
  readonly text: string;
  /** Rounded: where it is the same for two numbers, their digits tell which is less. */
  readonly about: number;
}

interface TimeKey {
  readonly text: string;
  readonly at: number;
}

interface TextKey {
  readonly text: string;
  /** Its letters alone, which computers compare quickly: about as the language sorts it. */
  readonly letters: string;
}

/** What is neither missing nor blank, by its kind. */
function keysOf(values: ReadonlySet<TableCell>): {
  readonly numbers: NumberKey[];
  readonly times: TimeKey[];
  readonly texts: TextKey[];
} {
  const keys = { numbers: [] as NumberKey[], times: [] as TimeKey[], texts: [] as TextKey[] };
  for (const text of values) {
    if (text === null || text.trim() === '') continue;
    if (isDecimal(text)) {
      keys.numbers.push({ text, about: Number(text) });
      continue;
    }
    const time = readTime(text);
    if (time === undefined) keys.texts.push({ text, letters: lettersOf(text) });
    else keys.times.push({ text, at: time.at });
  }
  return keys;
}

function compareNumbers(a: NumberKey, b: NumberKey): number {
  return a.about < b.about ? -1 : a.about > b.about ? 1 : compareDigits(a.text, b.text);
}

/** Of two numbers that round to the same. */
function compareDigits(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [readDecimal(a), readDecimal(b)];
  return left === undefined || right === undefined ? 0 : compareDecimals(left, right);
}

function compareTimes(a: TimeKey, b: TimeKey): number {
  return a.at - b.at;
}

const collator = new Intl.Collator(pageLanguage());

function compareTexts(a: TextKey, b: TextKey): number {
  return collator.compare(a.text, b.text);
}

/**
 * Goes before the language's own order, which has the last word but takes its time for each pair: of
 * what is almost in order already, it has to look at a small part of the pairs.
 */
function compareRoughly(a: TextKey, b: TextKey): number {
  return a.letters < b.letters ? -1 : a.letters > b.letters ? 1 : 0;
}

function lettersOf(text: string): string {
  const lower = text.toLowerCase();
  return /[^\0-\x7f]/.test(lower) ? lower.normalize('NFD').replace(/[\u0300-\u036f]+/g, '') : lower;
}
