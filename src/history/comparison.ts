import type { JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject } from '../api/exactJson';
import type { Page } from '../api/page';
import { DEEPEST, isSameValue } from './jsonOrder';
import { matchEntries } from './matching';
import { keysIn, keysOfCustomer } from './naturalKeys';

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
  const matching = matchEntries(...rows, keysOfCustomer, ignoreOrder);
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
    const keysOf = keysIn(fieldOf(before.pointer));
    const { pairs, added, removed } = matchEntries(one, other, keysOf, this.ignoreOrder);
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
