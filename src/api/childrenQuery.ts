import type { Connection } from './connection';
import type { Identifier } from './customer';
import type { ChildrenQuery } from './query';

/**
 * How to ask for the children of a customer that an answer listed; flags, sorting and, where it has
 * one, the source are those of the query that the hierarchy was begun with.
 */
export function queryOfChildren(
  begun: ChildrenQuery,
  connection: Connection | undefined,
  identifier: Identifier,
): ChildrenQuery {
  return {
    ...begun,
    ...sourceOf(begun, connection),
    associationEntityType: 'parentCustomer',
    identifierType: identifier.type,
    identifierValue: identifier.value,
    offset: 0,
  };
}

/** The identifier type that the customers of a query are preferably asked by. */
export function typeAbove({ associationEntityType, identifierType }: ChildrenQuery): string {
  // how a company is identified says nothing about how its customers are
  return associationEntityType === 'company' ? '' : identifierType;
}

function sourceOf(
  query: ChildrenQuery,
  connection: Connection | undefined,
): Pick<ChildrenQuery, 'source' | 'accountId'> {
  const source = connection?.defaultSource;
  if (query.source !== undefined || source === undefined) return {};
  const accountId = query.accountId ?? connection?.defaultAccountId;
  return accountId === undefined ? { source } : { source, accountId };
}
