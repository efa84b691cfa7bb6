import type { Customer, JsonValue } from './customer';
import { isExactNumber, isJsonArray } from './exactJson';
import type { Page } from './page';
import type { LevelKeys } from './walkMemory';

/**
 * One level of the hierarchy as its pages arrive. The endpoint gives no total and no next link, may
 * send fewer rows than asked for, and may repeat rows when customers change between two pages.
 */
export interface Level {
  /** Each customer once, in the order of arrival. */
  readonly customers: readonly Customer[];
  /** Rows received so far, repeated ones included: the `offset` of the next page. */
  readonly nextOffset: number;
  readonly ending: Ending;
}

/**
 * - `more`: a full page, or fewer children so far than `noOfChildren` says
 * - `unknown`: a short page and nothing to compare with; asking once more tells
 * - `complete`: exactly as many children as announced, or a page without a new customer where nothing
 *   says that there should be more
 * - `stuck`: a page without a new customer, and fewer children so far than announced; where nothing was
 *   announced, a full page of known ones. The pages after it would hardly have others, reading the level
 *   again from its start may
 */
export type Ending = 'more' | 'unknown' | 'complete' | 'stuck';

/** A level of which nothing was asked yet. */
export const emptyLevel: Level = { customers: [], nextOffset: 0, ending: 'more' };

/**
 * @param limit rows that the page was asked for
 * @param announced number of customers that the level should have, when it is known: the parent's
 *   `noOfChildren` for its children, one more where the parent itself is listed
 */
export function appendPage(
  level: Level,
  page: Pick<Page, 'customers'>,
  limit: number,
  announced?: number,
): Level {
  const keys = new Set(level.customers.map(customerKey));
  const { fresh, ending } = readPage(keys, page, limit, announced);
  return {
    customers: [...level.customers, ...fresh],
    nextOffset: level.nextOffset + page.customers.length,
    ending,
  };
}

/**
 * The same for one who does not keep the customers of the pages before, but only their keys.
 * @param keys of the customers so far; those of the page are added
 */
export function readPage(
  keys: LevelKeys,
  { customers }: Pick<Page, 'customers'>,
  limit: number,
  announced?: number,
): { readonly fresh: readonly Customer[]; readonly ending: Ending } {
  const fresh = customers.filter((customer) => {
    const key = customerKey(customer);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
  if (fresh.length === 0) {
    const isFull = customers.length > 0 && customers.length >= limit;
    const lacksSome = announced === undefined ? isFull : keys.size < announced;
    return { fresh, ending: lacksSome ? 'stuck' : 'complete' };
  }
  return { fresh, ending: endingOf(keys.size, customers.length >= limit, announced) };
}

function endingOf(received: number, isFull: boolean, announced: number | undefined): Ending {
  if (announced === received) return 'complete';
  if (announced !== undefined && received < announced) return 'more';
  return isFull ? 'more' : 'unknown';
}

/** The userId; a customer that has none is told from others by all that the answer says of them. */
export function customerKey(customer: Customer): string {
  return customer.userId ?? printed(customer.json);
}

/** Nobody nests so deep who has something to say. */
const DEEPEST = 100;

/** As JSON; of what is nested deeper than JavaScript can print, the upper levels. */
function printed(json: JsonValue | undefined): string {
  try {
    return JSON.stringify(json);
  } catch {
    return JSON.stringify(upperLevels(json, DEEPEST));
  }
}

function upperLevels(value: JsonValue | undefined, levels: number): unknown {
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return value;
  if (levels === 0) return null;
  if (isJsonArray(value)) return value.map((item) => upperLevels(item, levels - 1));
  return Object.entries(value).map(([key, inside]) => [key, upperLevels(inside, levels - 1)]);
}
