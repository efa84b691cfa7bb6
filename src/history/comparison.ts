import type { JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject } from '../api/exactJson';
import type { Page } from '../api/page';
import { DEEPEST, isSameValue, orderedText } from './jsonOrder';
import { keysIn, keysOfCustomer, type KeysOf } from './naturalKeys';

/*
 * Two answers compared by what they say: customers are the same by their userIds, profiles by source
 * and account, identifiers and channels by type; numbers are compared by their digits. Of a
 * difference this tells the places alone, as JSON Pointers: whoever shows it looks up the values
 * there, in shape where they are masked.
 */

export type FieldChange =
  | { readonly kind: 'added'; readonly after: string }
  | { readonly kind: 'removed'; readonly before: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  /** A list has its entries in another order; what else is different of them is told by itself. */
  | { readonly kind: 'reordered'; readonly before: string; readonly after: string };

interface ChangedCustomer {
  /** Index among the customers of the earlier answer, and of the later one. */
  readonly before: number;
  readonly after: number;
  readonly changes: readonly FieldChange[];
}

export interface Comparison {
  /** Indices among the customers of the later answer. */
  readonly added: readonly number[];
  /** Indices among the customers of the earlier answer. */
  readonly removed: readonly number[];
  readonly changed: readonly ChangedCustomer[];
  /** Customers of which all is the same. */
  readonly same: number;
  /** Whether customers that both answers have are in another order; never where that is ignored. */
  readonly isReordered: boolean;
  /** Differences outside the customers, such as `/entity/count`. */
  readonly others: readonly FieldChange[];
}

type Compared = Pick<Page, 'body'>;
const CUSTOMERS = '/entity/customers';

/** A step for each customer, so that other work can go on between them. */
function* comparisonSteps(
  before: Compared,
  after: Compared,
  ignoreOrder: boolean,
): Generator<undefined, Comparison> {
  const comparer = new Comparer(ignoreOrder);
  const rows = [rowsOf(before), rowsOf(after)] as const;
  const matching = comparer.match(...rows, keysOfCustomer);
  const changed: ChangedCustomer[] = [];
  for (const [one, other] of matching.pairs) {
    yield;
    // most customers are as they were, which is soon seen
    if (isSameValue(rows[0][one], rows[1][other])) continue;
    const changes = comparer.changes(
      { value: rows[0][one], pointer: `${CUSTOMERS}/${one}` },
      { value: rows[1][other], pointer: `${CUSTOMERS}/${other}` },
    );
    if (changes.length > 0) changed.push({ before: one, after: other, changes });
  }
  return {
    added: matching.added,
    removed: matching.removed,
    changed: changed.sort((one, other) => one.after - other.after),
    same: matching.pairs.length - changed.length,
    isReordered: !ignoreOrder && isReordered(matching.pairs),
    others: comparer.changes(
      { value: before.body, pointer: '' },
      { value: after.body, pointer: '' },
      CUSTOMERS,
    ),
  };
}

export function compareAnswers(
  before: Compared,
  after: Compared,
  ignoreOrder: boolean,
): Comparison {
  const steps = comparisonSteps(before, after, ignoreOrder);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Milliseconds of work between two turns of everything else. */
const TURN = 12;

/** The same in turns, so that nothing else waits for it. */
export async function compareInTurns(
  before: Compared,
  after: Compared,
  ignoreOrder: boolean,
): Promise<Comparison> {
  const steps = comparisonSteps(before, after, ignoreOrder);
  let began = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - began < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  }
}

/** A value and where it is. */
interface Placed {
  readonly value: JsonValue | undefined;
  readonly pointer: string;
}

interface Matching {
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

class Comparer {
  constructor(private readonly ignoreOrder: boolean) {}

  /** @param except pointer of a value that is left out */
  changes(before: Placed, after: Placed, except?: string, depth = 0): readonly FieldChange[] {
    if (except !== undefined && before.pointer === except) return [];
    const changed: FieldChange = {
      kind: 'changed',
      before: before.pointer,
      after: after.pointer,
    };
    if (depth < DEEPEST) {
      const { value: one } = before;
      const { value: other } = after;
      if (isJsonArray(one) && isJsonArray(other))
        return this.#ofLists(before, after, one, other, depth);
      if (isJsonObject(one) && isJsonObject(other))
        return [...new Set([...Object.keys(other), ...Object.keys(one)])].flatMap((key) =>
          this.#ofField(
            Object.hasOwn(one, key) ? below(before, key, one[key]) : undefined,
            Object.hasOwn(other, key) ? below(after, key, other[key]) : undefined,
            except,
            depth,
          ),
        );
    }
    return isSameValue(before.value, after.value) ? [] : [changed];
  }

  /** Pairs those that share a key, the strongest first. */
  match(
    before: readonly JsonValue[],
    after: readonly JsonValue[],
    keysOf: KeysOf | undefined,
  ): Matching {
    const text = (entry: JsonValue) => orderedText(entry, this.ignoreOrder);
    // what nothing is known of is the same where it says the same, and else takes what is left
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
      ignoreOrder: this.ignoreOrder,
    };
    for (let level = 0; level < levels; level += 1) pairs.push(...pairLevel(left, level, texts));
    return {
      pairs: pairs.sort(([one], [other]) => one - other),
      removed: indicesLeft(left[0]),
      added: indicesLeft(left[1]),
    };
  }

  #ofField(
    before: Placed | undefined,
    after: Placed | undefined,
    except: string | undefined,
    depth: number,
  ): readonly FieldChange[] {
    if ((before ?? after)?.pointer === except) return [];
    if (before === undefined)
      return after === undefined ? [] : [{ kind: 'added', after: after.pointer }];
    if (after === undefined) return [{ kind: 'removed', before: before.pointer }];
    return this.changes(before, after, except, depth + 1);
  }

  #ofLists(
    before: Placed,
    after: Placed,
    one: readonly JsonValue[],
    other: readonly JsonValue[],
    depth: number,
  ): readonly FieldChange[] {
    const { pairs, added, removed } = this.match(one, other, keysIn(fieldOf(before.pointer)));
    const reordered: FieldChange = {
      kind: 'reordered',
      before: before.pointer,
      after: after.pointer,
    };
    return [
      ...(!this.ignoreOrder && isReordered(pairs) ? [reordered] : []),
      ...pairs.flatMap(([from, to]) =>
        this.changes(
          below(before, String(from), one[from]),
          below(after, String(to), other[to]),
          undefined,
          depth + 1,
        ),
      ),
      ...removed.map((index): FieldChange => ({
        kind: 'removed',
        before: `${before.pointer}/${index}`,
      })),
      ...added.map((index): FieldChange => ({ kind: 'added', after: `${after.pointer}/${index}` })),
    ];
  }
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

/** Pairs are in the order of the earlier list. */
function isReordered(pairs: readonly (readonly [number, number])[]): boolean {
  return pairs.some(([, after], at) => after < (pairs[at - 1]?.[1] ?? -1));
}

function rowsOf({ body }: Compared): readonly JsonValue[] {
  const { entity } = body;
  const rows = isJsonObject(entity) ? entity.customers : undefined;
  return isJsonArray(rows) ? rows : [];
}

function below({ pointer }: Placed, key: string, value: JsonValue | undefined): Placed {
  return { value, pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}

/** Name of the field at the pointer's end. */
function fieldOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
