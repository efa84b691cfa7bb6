import type { Customer, Identifier } from '../api/customer';
import type { Page } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { isJsonArray, isJsonObject, scalarText } from '../api/exactJson';
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

/**
 * `parentChildCustomer` lists the customer that was asked about, first where nothing else is asked
 * for; a row with the identifier of the query is it, wherever it is.
 */
export function queriedAmong(
  query: ChildrenQuery,
  customers: readonly Customer[],
): Customer | undefined {
  if (query.associationEntityType !== 'parentChildCustomer') return undefined;
  const asked = { type: query.identifierType, value: query.identifierValue };
  // find takes the first: the same e-mail may be on several people
  return customers.find((customer) => hasIdentifier(customer, asked)) ?? customers[0];
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
  const isProof = query.identifierType.toLowerCase() !== 'email';
  return {
    userIds,
    ...(isProof && { queried: { type: query.identifierType, value: query.identifierValue } }),
  };
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

function hasIdentifier(customer: Customer, { type, value }: Identifier): boolean {
  const wanted = comparable({ type, value });
  return (
    userIdsOf(customer).includes(value) ||
    customer.profiles.some(({ identifiers, identifiersAll }) =>
      [...identifiers, ...identifiersAll].some((one) => comparable(one) === wanted),
    )
  );
}

function comparable({ type, value }: Identifier): string {
  const kind = type.toLowerCase();
  const plain = value.trim().toLowerCase();
  return `${kind} ${kind === 'mobile' ? plain.replace(/[^\d]/g, '') : plain}`;
}

function userIdsOf(customer: Customer): readonly string[] {
  return customer.profiles.flatMap(({ userId }) => userId ?? []);
}

function userIdsOfParent(page: Page): readonly string[] {
  const profiles = page.parentCustomer?.profiles;
  if (!isJsonArray(profiles)) return [];
  return profiles.flatMap((profile) =>
    isJsonObject(profile) ? (scalarText(profile.userId) ?? []) : [],
  );
}
