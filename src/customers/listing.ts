import type { Customer } from '../api/customer';
import type { Page } from '../api/page';
import { appendPage, emptyLevel, type Ending, type Level as PagedLevel } from '../api/paging';

/** A customer as a level lists it. */
export interface Listed {
  /** Unique within the level: the userId where there is one, else the place among the rows received. */
  readonly key: string;
  readonly customer: Customer;
  readonly page: Page;
}

/** What has been received of one level, in the order of the answers. */
export interface Listing {
  readonly pages: readonly Page[];
  readonly customers: readonly Listed[];
  /** Rows received, also those that were there already: the offset of the next page. */
  readonly received: number;
  readonly ending: Ending;
  /** The level as paging counts it: each customer once. */
  readonly paged: PagedLevel;
  readonly keys: ReadonlySet<string>;
}

export const nothingListed: Listing = {
  pages: [],
  customers: [],
  received: 0,
  ending: emptyLevel.ending,
  paged: emptyLevel,
  keys: new Set(),
};

/** The host that the rows came from, as an origin; undefined while there are none. */
export function originOf({ pages }: Listing): string | undefined {
  const url = pages[0]?.exchange.request.url;
  // what a program holds came from no host
  return url === undefined || url === '' ? undefined : new URL(url).origin;
}

/**
 * The listing with another page after it. A customer that an earlier page had is not listed twice:
 * rows move between pages when the server's data changes meanwhile. One that a single page has twice
 * is, since that is what the API said.
 *
 * @param announced customers that the level should have, where that is known
 */
export function withPage(listing: Listing, page: Page, announced?: number): Listing {
  const paged = appendPage(listing.paged, page, page.query.limit, announced);
  const fresh = new Set(paged.customers.slice(listing.paged.customers.length));
  const freshIds = new Set([...fresh].map(({ userId }) => userId));
  const keys = new Set(listing.keys);
  const added: Listed[] = [];
  for (const [index, customer] of page.customers.entries()) {
    const { userId } = customer;
    if (!fresh.has(customer) && (userId === undefined || !freshIds.has(userId))) continue;
    const key = freeKey(keys, userId ?? `#${listing.received + index}`);
    keys.add(key);
    added.push({ key, customer, page });
  }
  return {
    pages: [...listing.pages, page],
    customers: [...listing.customers, ...added],
    received: paged.nextOffset,
    ending: paged.ending,
    paged,
    keys,
  };
}

function freeKey(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}~${number}`)) number++;
  return `${wanted}~${number}`;
}
