import type { Customer } from './customer';
import type { Page } from './page';

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
 * - `complete`: a page without a new customer, or exactly as many children as announced
 */
export type Ending = 'more' | 'unknown' | 'complete';

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
  const fresh = newCustomers(level.customers, page.customers);
  const customers = [...level.customers, ...fresh];
  const nextOffset = level.nextOffset + page.customers.length;
  if (fresh.length === 0) return { customers, nextOffset, ending: 'complete' };
  const isFull = page.customers.length >= limit;
  return { customers, nextOffset, ending: endingOf(customers.length, isFull, announced) };
}

function endingOf(received: number, isFull: boolean, announced: number | undefined): Ending {
  if (announced === received) return 'complete';
  if (announced !== undefined && received < announced) return 'more';
  return isFull ? 'more' : 'unknown';
}

function newCustomers(
  known: readonly Customer[],
  received: readonly Customer[],
): readonly Customer[] {
  const keys = new Set(known.map(customerKey));
  return received.filter((customer) => {
    const key = customerKey(customer);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/** The userId; a customer that has none is told from others by all that the answer says of them. */
function customerKey(customer: Customer): string {
  return customer.userId ?? JSON.stringify(customer.json);
}
