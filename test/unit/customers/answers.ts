import type { JsonObject, JsonValue } from '../../../src/api/customer';
import { readCustomer } from '../../../src/api/customers';
import type { Page } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';

export const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '919800000001',
  limit: 3,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

/** A customer of an answer; without a userId where none is given. */
export function customer(userId?: string | number, more: object = {}): object {
  return { profiles: [userId === undefined ? {} : { userId }], extendedFields: {}, ...more };
}

/** The page that an answer with these customers becomes. */
export function pageOf(customers: readonly object[], asked: Partial<ChildrenQuery> = {}): Page {
  const text = JSON.stringify({ entity: { customers, count: customers.length } });
  const body = JSON.parse(text) as JsonObject;
  return {
    kind: 'page',
    query: { ...query, ...asked },
    text,
    body,
    customers: customers.map((row, index) =>
      readCustomer(row as JsonValue, `/entity/customers/${index}`),
    ),
    issues: [],
    exchange: {
      request: { method: 'GET', url: 'http://127.0.0.1/', headers: [], authentication: 'token' },
      startedAt: 0,
      durationMs: 1,
      status: 200,
    },
  };
}
