import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Customer, JsonValue } from '../../../src/api/customer';
import { readCustomer } from '../../../src/api/customers';
import { appendPage, emptyLevel, type Level } from '../../../src/api/paging';

function customer(userId: number): Customer {
  return readCustomer({ profiles: [{ userId }] }, '');
}

/** Loads pages until the level says that it is complete; a server that caps pages answers. */
function loadAll(
  served: readonly Customer[],
  limit: number,
  cap: number,
  announced?: number,
): Level {
  let level = emptyLevel;
  for (let request = 0; level.ending !== 'complete' && level.ending !== 'stuck'; request++) {
    if (request > served.length + 1) throw new Error('It does not end.');
    const offset = level.nextOffset;
    const customers = served.slice(offset, offset + Math.min(limit, cap));
    level = appendPage(level, { customers }, limit, announced);
  }
  return level;
}

const size = fc.integer({ min: 1, max: 12 });

test('whatever the page size and the cap of the server, each customer arrives once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat()),
      size,
      size,
      fc.boolean(),
      (ids, limit, cap, isAnnounced) => {
        const announced = isAnnounced && ids.length > 0 ? ids.length : undefined;
        const level = loadAll(ids.map(customer), limit, cap, announced);
        expect(level.customers.map(({ userId }) => userId)).toEqual(ids.map(String));
      },
    ),
  );
});

test('repeated rows are kept out, and loading ends all the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 8 })), size, size, (ids, limit, cap) => {
      const found = loadAll(ids.map(customer), limit, cap).customers.map(({ userId }) => userId);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual([...new Set(ids.map(String))].slice(0, found.length));
    }),
  );
});

test('a server that ignores the offset ends the level with its second page', () => {
  const page = { customers: [customer(1), customer(2)] };
  const first = appendPage(emptyLevel, page, 2);
  expect(first.ending).toBe('more');
  const second = appendPage(first, page, 2);
  expect(second).toMatchObject({ ending: 'stuck', nextOffset: 4 });
  expect(second.customers).toHaveLength(2);
});

test('nothing new is no end where more were announced', () => {
  const page = { customers: [customer(1), customer(2)] };
  const first = appendPage(emptyLevel, page, 2, 3);
  expect(appendPage(first, page, 2, 3).ending).toBe('stuck');
  const last = appendPage(first, { customers: [customer(3)] }, 2, 3);
  expect(last.ending).toBe('complete');
});

test('customers without a userId are told apart by what is said of them', () => {
  const nameless = {
    customers: [readCustomer({ roleCode: 'a' }, ''), readCustomer({ roleCode: 'b' }, '')],
  };
  const level = appendPage(emptyLevel, nameless, 2);
  expect(level.customers).toHaveLength(2);
  expect(appendPage(level, nameless, 2).ending).toBe('stuck');
  expect(appendPage(level, nameless, 3).ending).toBe('complete');
});

test('one that is nested deeper than anything can be printed is told apart, too', () => {
  const nested = (roleCode: string) => {
    let json: JsonValue = roleCode;
    for (let level = 0; level < 20_000; level++) json = [json];
    return readCustomer({ roleCode, extendedFields: { json } }, '');
  };
  const deep = { customers: [nested('a'), nested('b')] };
  const level = appendPage(emptyLevel, deep, 2);
  expect(level.customers).toHaveLength(2);
  expect(appendPage(level, deep, 3).ending).toBe('complete');
});

test.each([
  { rows: 3, limit: 3, announced: undefined, ending: 'more' },
  { rows: 2, limit: 3, announced: undefined, ending: 'unknown' },
  { rows: 2, limit: 3, announced: 5, ending: 'more' },
  { rows: 3, limit: 3, announced: 3, ending: 'complete' },
  { rows: 3, limit: 3, announced: 2, ending: 'more' },
  { rows: 0, limit: 3, announced: 2, ending: 'stuck' },
  { rows: 0, limit: 3, announced: 0, ending: 'complete' },
  { rows: 0, limit: 3, announced: undefined, ending: 'complete' },
] as const)(
  '$rows rows of $limit, with $announced announced: $ending',
  ({ rows, limit, announced, ending }) => {
    const customers = Array.from({ length: rows }, (_, id) => customer(id));
    expect(appendPage(emptyLevel, { customers }, limit, announced).ending).toBe(ending);
  },
);
