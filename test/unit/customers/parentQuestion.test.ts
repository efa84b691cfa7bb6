import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import {
  aroundRow,
  parentQuery,
  requestForParent,
  wayUp,
} from '../../../src/customers/parentQuestion';
import type { CustomerRow, RootRow, Row } from '../../../src/customers/rows';
import { pageOf } from './answers';
import { sandboxForest, type SandboxForest } from './sandboxForest';

let harness: SandboxForest;
beforeEach(async () => {
  harness = await sandboxForest();
});
afterEach(() => harness.close());

const up = (row: Row | undefined) => {
  if (row?.kind !== 'root' && row?.kind !== 'customer') throw new Error('That row has no parent.');
  return wayUp(row, (customer) => harness.forest.askedBy(customer));
};
const isCustomer = (row: Row): row is CustomerRow => row.kind === 'customer';

test('from a row leads to the row above, without a request', async () => {
  const root = harness.plant({ identifierValue: '919800000001' });
  const child = (await harness.open(root)).find(isCustomer);
  expect(up(child)).toEqual({ kind: 'row', row: root });
  const below = child && harness.forest.childrenRow(child);
  const grandchild = below && (await harness.open(below)).find(isCustomer);
  expect(up(grandchild)).toEqual({ kind: 'row', row: child });
});

test('from an inspected parent asks by what it was inspected by', () => {
  const root = harness.plant({ identifierValue: '919800001001' });
  const identifier = { type: 'mobile', value: '919800001001' };
  expect(up(root)).toEqual({ kind: 'ask', identifier });
});

test('from a customer of a company asks, and from the company leads nowhere', async () => {
  const company = harness.plant({
    associationEntityType: 'company',
    identifierType: 'externalId',
    identifierValue: 'ACME-FLEET',
  });
  expect(up(company)).toEqual({ kind: 'company' });
  const [customer] = (await harness.open(company)).filter(isCustomer);
  expect(up(customer).kind).toBe('ask');
});

test('from the customer that its own answer lists asks', async () => {
  const root = harness.plant({
    associationEntityType: 'parentChildCustomer',
    identifierValue: '919800001001',
  });
  const queried = (await harness.open(root)).filter(isCustomer);
  const self = queried.find(({ standing }) => standing === 'queried');
  expect(up(self)).toEqual({ kind: 'ask', identifier: { type: 'mobile', value: '919800001001' } });
});

test('goes by the answer where that tells who the parent is', async () => {
  const rows = await harness.open(harness.plant({ identifierValue: '919800000002' }));
  const telling = rows.find((row) => isCustomer(row) && row.customer.parentCustomer !== undefined);
  expect(up(telling)).toMatchObject({ kind: 'told', parent: { name: 'Oddities Parent' } });
});

const connection: Connection = { id: 'c', name: 'C', origin: 'https://h.example', signIn: 'token' };
const identifier = { type: 'mobile', value: '911' };

test('a lookup always has a source: of the row, the connection, the settings, or all', () => {
  const ask = (around: Parameters<typeof parentQuery>[1], settings: string) =>
    parentQuery(identifier, around, settings);
  expect(ask({ connection, source: 'LINE', accountId: 'A' }, 'INSTORE')).toEqual({
    identifier,
    source: 'LINE',
    accountId: 'A',
  });
  const own = { ...connection, defaultSource: 'WECHAT', defaultAccountId: 'W' };
  expect(ask({ connection: own }, 'INSTORE')).toEqual({
    identifier,
    source: 'WECHAT',
    accountId: 'W',
  });
  expect(ask({ connection }, 'INSTORE').source).toBe('INSTORE');
  expect(ask({ connection }, '').source).toBe('ALL');
});

test('a parent who is found is asked for as the child was, from the first one on', () => {
  const doors = {
    pageSize: () => 20,
    identifierPreference: () => ['email'],
    defaultSource: () => 'INSTORE',
  };
  const identifiers = [
    { type: 'email', value: 'a@b.c' },
    { type: 'externalId', value: 'E1' },
  ];
  const [parent] = pageOf([{ profiles: [{ userId: 1, identifiers }] }]).customers;
  if (parent === undefined) throw new Error('There is one.');
  const request = requestForParent(parent, 'externalId', { connection, source: 'LINE' }, doors);
  expect(request).toMatchObject({
    connectionId: 'c',
    query: { identifierType: 'externalId', identifierValue: 'E1', source: 'LINE', limit: 20 },
  });
  const unlike = requestForParent(parent, 'mobile', { connection }, doors);
  expect(unlike?.query).toMatchObject({ identifierType: 'email', source: 'INSTORE' });
  const [nobody] = pageOf([{ profiles: [{ userId: 1 }] }]).customers;
  expect(nobody && requestForParent(nobody, '', { connection }, doors)).toBeUndefined();
});

test('around a row is what its hierarchy was begun with', async () => {
  const root = harness.plant({ identifierValue: '919800000001', source: 'ALL' }) as RootRow;
  const child = (await harness.open(root)).find(isCustomer);
  expect(child && aroundRow(child, connection)).toMatchObject({ connection, source: 'ALL' });
});
