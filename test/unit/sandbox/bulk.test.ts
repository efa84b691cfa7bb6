import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import {
  ask,
  askChildren,
  askParent,
  nameOf,
  parentCalled,
  refusal,
  rowsOf,
  userIdsOf,
} from './asking';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ maximumLimit: 5_000 });
});
afterAll(() => sandbox.close());

const newcomersParent = () => parentCalled(sandbox, 'Asha Mehta');

describe('children of a customer', () => {
  test('are in the documented envelope, without the parent', async () => {
    const asked = await askParent(sandbox, newcomersParent(), { limit: 50 });
    expect(asked.status).toBe(200);
    expect(Object.keys(asked.body)).toEqual(['entity', 'warnings', 'errors', 'success']);
    expect(Object.keys(asked.body.entity ?? {})).toEqual([
      'customers',
      'count',
      'errors',
      'warnings',
    ]);
    expect(rowsOf(asked)).toHaveLength(14);
    expect(rowsOf(asked).map(nameOf)).not.toContain('Asha Mehta');
  });

  test('come ten at a time unless asked otherwise, and count says how many came', async () => {
    const first = await askParent(sandbox, newcomersParent());
    const last = await askParent(sandbox, newcomersParent(), { offset: 10 });
    const beyond = await askParent(sandbox, newcomersParent(), { offset: 9_999 });
    expect([first, last, beyond].map(({ body }) => body.entity?.count)).toEqual([10, 4, 0]);
    expect(beyond.status).toBe(200);
  });

  test('carry the optional fields only when asked for, in the published order', async () => {
    const fields = async (more: Record<string, boolean>) =>
      Object.keys(rowsOf(await askParent(sandbox, newcomersParent(), more))[0] ?? {});
    expect(await fields({})).toEqual(['profiles', 'extendedFields']);
    expect(await fields({ includeNoOfChildren: true })).toEqual([
      'profiles',
      'extendedFields',
      'noOfChildren',
    ]);
    expect(await fields({ includeCustomerAssociateDetail: true })).toEqual([
      'profiles',
      'extendedFields',
      'roleCode',
      'createdDate',
      'defaultChild',
    ]);
  });

  test('have at most one default child per parent', async () => {
    for (const parent of sandbox.parents) {
      if (parent.associationEntityType !== 'parentCustomer') continue;
      const asked = await askParent(sandbox, parent, {
        limit: 5_000,
        includeCustomerAssociateDetail: true,
      });
      expect(rowsOf(asked).filter(({ defaultChild }) => defaultChild).length).toBeLessThan(2);
    }
  });

  test('are exactly as many as noOfChildren says, at every level', async () => {
    const parent = await askParent(sandbox, newcomersParent(), { includeNoOfChildren: true });
    let levels = 1;
    for (let rows = rowsOf(parent); rows.length > 0; levels++) {
      const next = [];
      for (const row of rows) {
        const identifier = row.profiles[0]?.identifiers.at(-1);
        const asked = await ask(sandbox, '/v2/customers/bulk', {
          associationEntityType: 'parentCustomer',
          associationEntityIdentifierType: identifier?.type ?? '',
          associationEntityIdentifierValue: identifier?.value ?? '',
          includeNoOfChildren: true,
        });
        expect(rowsOf(asked)).toHaveLength(row.noOfChildren ?? -1);
        next.push(...rowsOf(asked));
      }
      rows = next;
    }
    expect(levels).toBe(4);
  });

  test('of a leaf are an empty list', async () => {
    const asked = await askParent(sandbox, parentCalled(sandbox, 'Root with 0 children'));
    expect(asked.status).toBe(200);
    expect(rowsOf(asked)).toEqual([]);
  });
});

describe('paging', () => {
  test('with any limits gives the same list as one big page', async () => {
    const parent = parentCalled(sandbox, 'Root with 137 children');
    const sorts = fc.record({
      sortBy: fc.constantFrom('createdon', 'lastUpdatedOn'),
      sortOrder: fc.constantFrom('ASC', 'DESC'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
        sorts,
        fc.constantFrom('parentCustomer', 'parentChildCustomer'),
        async (limits, sort, associationEntityType) => {
          const more = { ...sort, associationEntityType };
          const whole = userIdsOf(await askParent(sandbox, parent, { ...more, limit: 5_000 }));
          expect(whole).toHaveLength(associationEntityType === 'parentCustomer' ? 137 : 138);
          const pages: string[] = [];
          for (let page = 0; pages.length < whole.length; page++) {
            const limit = limits[page % limits.length] ?? 1;
            const asked = await askParent(sandbox, parent, {
              ...more,
              limit,
              offset: pages.length,
            });
            expect(rowsOf(asked).length).toBe(Math.min(limit, whole.length - pages.length));
            pages.push(...userIdsOf(asked));
          }
          expect(pages).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('gives at most the maximum limit', async () => {
    const strict = await startSandbox({ maximumLimit: 7 });
    const asked = await askParent(strict, parentCalled(strict, 'Asha Mehta'), { limit: 50 });
    expect(asked.body.entity?.count).toBe(7);
    await strict.close();
  });
});

describe('sorting', () => {
  test('is by last update, newest first, then by userId, when nothing is said', async () => {
    const parent = parentCalled(sandbox, 'Root with 2,500 children');
    const rows = rowsOf(await askParent(sandbox, parent, { limit: 2_500 }));
    const keys = rows.map(({ profiles }) => ({
      updated: Math.max(...profiles.map(({ autoUpdateTime }) => Date.parse(autoUpdateTime))),
      userId: profiles[0]?.userId ?? 0,
    }));
    expect(keys).toHaveLength(2_500);
    expect(new Set(keys.map(({ updated }) => updated)).size).toBeLessThan(2_500);
    const expected = keys.toSorted((a, b) => b.updated - a.updated || b.userId - a.userId);
    expect(keys).toEqual(expected);
  });

  test('ascending is descending backwards, by either field', async () => {
    const parent = parentCalled(sandbox, 'Root with 137 children');
    for (const sortBy of ['createdon', 'lastUpdatedOn']) {
      const down = await askParent(sandbox, parent, { sortBy, limit: 137 });
      const up = await askParent(sandbox, parent, { sortBy, sortOrder: 'ASC', limit: 137 });
      expect(userIdsOf(up)).toEqual(userIdsOf(down).toReversed());
    }
  });

  test('by createdon follows createdDate', async () => {
    const parent = parentCalled(sandbox, 'Root with 137 children');
    const asked = await askParent(sandbox, parent, {
      sortBy: 'createdon',
      sortOrder: 'ASC',
      limit: 137,
      includeCustomerAssociateDetail: true,
    });
    const dates = rowsOf(asked).map(({ createdDate }) => createdDate ?? '');
    expect(dates).toEqual(dates.toSorted());
  });
});

describe('other association types', () => {
  test('parentChildCustomer gives the customer first, then the children', async () => {
    const asked = await askParent(sandbox, newcomersParent(), {
      associationEntityType: 'parentChildCustomer',
      limit: 3,
    });
    const children = await askParent(sandbox, newcomersParent(), { limit: 2 });
    expect(rowsOf(asked).map(nameOf)).toEqual(['Asha Mehta', ...rowsOf(children).map(nameOf)]);
  });

  test('company gives all of its customers, of every level', async () => {
    const parent = parentCalled(sandbox, 'Company Acme');
    const asked = await askParent(sandbox, parent, {
      limit: 1_000,
      includeCustomerAssociateDetail: true,
    });
    expect(new Set(rowsOf(asked).map(({ roleCode }) => roleCode))).toEqual(
      new Set(['Regional_Manager', 'Senior_Manager', 'Manager', 'Associate']),
    );
    expect(new Set(userIdsOf(asked)).size).toBe(rowsOf(asked).length);
    const computed = await askParent(
      sandbox,
      { ...parent, identifierValue: 'FLEET-00001' },
      { limit: 5_000 },
    );
    expect(rowsOf(computed).length).toBeGreaterThan(234);
  });

  test('companies are told by externalId', async () => {
    const known = await ask(sandbox, '/v2/companies', { externalId: 'ACME-FLEET' });
    expect(known.text).toContain('"externalId":"ACME-FLEET","name":"Acme"');
    expect(refusal(await ask(sandbox, '/v2/companies', { externalId: 'nobody' }))).toBe('400/1704');
    expect(refusal(await ask(sandbox, '/v2/companies'))).toBe('400/1703');
  });
});

describe('a question that cannot be answered', () => {
  const right = {
    associationEntityType: 'parentCustomer',
    associationEntityIdentifierType: 'mobile',
    associationEntityIdentifierValue: '919800000001',
  };
  test.each([
    ['no entity type', { associationEntityType: '' }, '400/403'],
    ['no identifier type', { associationEntityIdentifierType: '' }, '400/403'],
    ['no identifier value', { associationEntityIdentifierValue: ' ' }, '400/403'],
    ['an unknown entity type', { associationEntityType: 'family' }, '400/400'],
    ['an unknown source', { source: 'FAX' }, '400/8003'],
    ['a source with accounts, but no account', { source: 'WECHAT' }, '400/8045'],
    ['an unknown account', { source: 'WECHAT', accountId: 'WECHAT-XX' }, '400/8011'],
    [
      'an identifier type that is not listed',
      { associationEntityIdentifierType: 'id' },
      '400/8013',
    ],
    [
      'a mobile number with a plus',
      { associationEntityIdentifierValue: '+919800000001' },
      '400/8013',
    ],
    ['a customer who is nobody', { associationEntityIdentifierValue: '910000000000' }, '400/8015'],
    ['a source that the customer is not in', { source: 'JD' }, '400/8065'],
    ['a limit of none', { limit: '0' }, '400/400'],
    ['a limit that is no number', { limit: 'ten' }, '400/400'],
    ['a negative offset', { offset: '-1' }, '400/400'],
    ['an unknown sort field', { sortBy: 'name' }, '400/400'],
    ['an unknown sort order', { sortOrder: 'UP' }, '400/400'],
    ['a flag that is neither true nor false', { includeNoOfChildren: 'yes' }, '400/400'],
    ['a company by anything but its externalId', { associationEntityType: 'company' }, '400/1708'],
  ])('%s', async (_, wrong, expected) => {
    const asked = await ask(sandbox, '/v2/customers/bulk', { ...right, ...wrong });
    expect(refusal(asked)).toBe(expected);
    expect(Object.keys(asked.body)).toEqual(['warnings', 'errors']);
    expect(asked.body.errors?.[0]).toMatchObject({ status: false });
  });

  test.each([
    ['Merged customer', 8069],
    ['Deleted customer', 8109],
    ['Outside any hierarchy', 1625],
    ['Inactive hierarchy', 1610],
    ['Inactive company', 1705],
  ])('%s', async (label, code) => {
    expect(refusal(await askParent(sandbox, parentCalled(sandbox, label)))).toBe(`400/${code}`);
  });

  test('can be answered with status 200, and a parent outside with an empty list', async () => {
    const lenient = await startSandbox({ apiErrorStatus: 200, outsideHierarchy: 'empty' });
    expect(refusal(await askChildren(lenient, '910000000000'))).toBe('200/8015');
    const outside = await askParent(lenient, parentCalled(lenient, 'Outside any hierarchy'));
    expect(outside.body.entity?.count).toBe(0);
    await lenient.close();
  });
});
