import type { JsonValue } from '../api/customer';
import { orderedText } from './jsonOrder';
import type { KeysOf } from './naturalKeys';

/** Which entries of two lists are the same ones, by their indices. */
interface Matching {
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

/**
 * Pairs those that share a key, the strongest first.
 *
 * @param keysOf what tells the entries apart; where nothing is known of them, they are the same where
 *   they say the same, and what is left is paired as it comes
 */
export function matchEntries(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  keysOf: KeysOf | undefined,
  ignoreOrder: boolean,
): Matching {
  const text = (entry: JsonValue) => orderedText(entry, ignoreOrder);
  const keys = (entry: JsonValue): readonly string[] => {
    if (keysOf === undefined) return [text(entry), ''];
    const own = keysOf(entry);
    return own.length > 0 ? own : [text(entry)];
  };
  const left = [entriesOf(before, keys), entriesOf(after, keys)] as const;
  const pairs: (readonly [number, number])[] = [];
  const levels = left.flat().reduce((most, entry) => Math.max(most, entry.keys.length), 0);
  const texts: Texts = {
    text: (side, index) => text((side === 0 ? before : after)[index] ?? null),
    ignoreOrder,
  };
  for (let level = 0; level < levels; level += 1)
    // there may be more pairs than a call takes arguments
    for (const pair of pairLevel(left, level, texts)) pairs.push(pair);
  return {
    pairs: pairs.sort(([one], [other]) => one - other),
    removed: indicesLeft(left[0]),
    added: indicesLeft(left[1]),
  };
}

/** Of the entries as they are told apart where their keys do not. */
interface Texts {
  readonly text: (side: 0 | 1, index: number) => string;
  readonly ignoreOrder: boolean;
}

interface Entry {
  readonly index: number;
  readonly keys: readonly string[];
  isPaired: boolean;
}

function entriesOf(
  list: readonly JsonValue[],
  keys: (entry: JsonValue) => readonly string[],
): readonly Entry[] {
  return list.map((entry, index) => ({ index, keys: keys(entry), isPaired: false }));
}

function* pairLevel(
  [before, after]: readonly [readonly Entry[], readonly Entry[]],
  level: number,
  texts: Texts,
): Generator<readonly [number, number]> {
  const others = grouped(after, level);
  for (const [key, group] of grouped(before, level)) {
    const found = others.get(key);
    if (found === undefined) continue;
    for (const [one, other] of zipped(group, found, texts)) {
      one.isPaired = true;
      other.isPaired = true;
      yield [one.index, other.index];
    }
  }
}

function grouped(entries: readonly Entry[], level: number): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = entry.isPaired ? undefined : entry.keys[level];
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** Pairs of two groups with the same key: those that say the same first, whatever their order. */
function zipped(
  group: readonly Entry[],
  found: readonly Entry[],
  { text, ignoreOrder }: Texts,
): readonly (readonly [Entry, Entry])[] {
  const [one] = group;
  const [other] = found;
  if (group.length === 1 && found.length === 1 && one && other) return [[one, other]];
  const ofOne = group.map((entry) => ({ entry, text: text(0, entry.index) }));
  const ofOther = found.map((entry) => ({ entry, text: text(1, entry.index) }));
  const byText = new Map<string, Entry[]>();
  for (const { entry, text: said } of ofOther) {
    const same = byText.get(said);
    if (same === undefined) byText.set(said, [entry]);
    else same.push(entry);
  }
  // the first of them is at the end
  for (const same of byText.values()) same.reverse();
  const pairs: (readonly [Entry, Entry])[] = [];
  const taken = new Set<Entry>();
  for (const { entry, text: said } of ofOne) {
    const match = byText.get(said)?.pop();
    if (match === undefined) continue;
    pairs.push([entry, match]);
    taken.add(entry).add(match);
  }
  const rest = [ofOne, ofOther].map((side) => {
    const left = side.filter(({ entry }) => !taken.has(entry));
    return ignoreOrder ? left.sort((a, b) => (a.text < b.text ? -1 : 1)) : left;
  });
  const [restOfOne = [], restOfOther = []] = rest;
  restOfOne.forEach(({ entry }, index) => {
    const match = restOfOther[index]?.entry;
    if (match !== undefined) pairs.push([entry, match]);
  });
  return pairs;
}

function indicesLeft(entries: readonly Entry[]): readonly number[] {
  return entries.filter(({ isPaired }) => !isPaired).map(({ index }) => index);
}
