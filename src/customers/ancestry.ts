import type { Customer, Identifier } from '../api/customer';
import {
  hasIdentifier,
  provingIdentifier,
  queriedAmong,
  userIdsOf,
  userIdsOfParent,
} from '../api/customerIdentity';
import type { Page } from '../api/page';
import type { Listed } from './listing';
import type { LevelRow, Standing } from './rows';

/** Who stands above a level, as far as that is known. */
interface Ancestors {
  readonly userIds: ReadonlySet<string>;
  /** The identifier that the root was asked by, where it tells one customer from all others. */
  readonly queried?: Identifier;
}

/**
 * How each listed customer stands to those above it. The platform promises a tree, but what it sends
 * can hold a customer below itself; such a one is shown, and following it would never end.
 */
export function standings(row: LevelRow, listed: readonly Listed[]): readonly Standing[] {
  const above = ancestorsOf(row, listed);
  const queried = queriedIn(row, listed);
  return listed.map(({ customer }) => {
    if (customer === queried) return 'queried';
    return isAmong(customer, above) ? 'alreadyAbove' : 'child';
  });
}

function queriedIn(row: LevelRow, listed: readonly Listed[]): Customer | undefined {
  if (row.kind !== 'root') return undefined;
  const customers = listed.map(({ customer }) => customer);
  return queriedAmong(row.asked.query, customers);
}

function ancestorsOf(row: LevelRow, listed: readonly Listed[]): Ancestors {
  const userIds = new Set<string>();
  let level = row;
  while (level.kind === 'children') {
    for (const userId of userIdsOf(level.parent.customer)) userIds.add(userId);
    level = level.parent.parent;
  }
  const { query } = level.asked;
  // a company's external id says nothing about customers
  if (query.associationEntityType === 'company') return { userIds };
  const pages = row.kind === 'root' ? new Set(listed.map(({ page }) => page)) : pagesOfRoot(row);
  for (const page of pages) {
    for (const userId of userIdsOfParent(page)) userIds.add(userId);
  }
  const queried = queriedIn(row, listed);
  for (const userId of queried === undefined ? [] : userIdsOf(queried)) userIds.add(userId);
  const asked = provingIdentifier(query);
  return { userIds, ...(asked && { queried: asked }) };
}

/** The page of the topmost customer: the one of its root's that is at hand. */
function pagesOfRoot(row: LevelRow): readonly Page[] {
  if (row.kind === 'root') return [];
  const { parent } = row.parent;
  return parent.kind === 'root' ? [row.parent.page] : pagesOfRoot(parent);
}

function isAmong(customer: Customer, above: Ancestors): boolean {
  return (
    userIdsOf(customer).some((userId) => above.userIds.has(userId)) ||
    (above.queried !== undefined && hasIdentifier(customer, above.queried))
  );
}
