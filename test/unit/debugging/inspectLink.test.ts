import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { associationEntityTypes, queryProblems, sortOrders } from '../../../src/api/query';
import { identifierProblem } from '../../../src/api/identifiers';
import {
  linkTo,
  parametersOf,
  readLink,
  type LinkedRequest,
} from '../../../src/debugging/inspectLink';
import { inEnglish } from '../../../src/sentence';

const BASE = 'vscode://customer-hierarchy.customer-hierarchy-inspector';

/** As VS Code hands a link over: the query as a whole is decoded once. */
function handedOver(link: string): readonly [path: string, search: string] {
  const [, path = '', search = ''] = /^[^:]+:\/\/[^/]+([^?]*)\?(.*)$/s.exec(link) ?? [];
  return [path, decodeURIComponent(search)];
}
const read = (search: string, path = '/inspect') => readLink(path, search, 50);
const problemOf = (search: string, path?: string) => {
  const reading = read(search, path);
  return reading.kind === 'problem' ? inEnglish(reading.problem) : 'none';
};
const good = 'associationEntityIdentifierType=mobile&associationEntityIdentifierValue=919800000001';

const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
const printable = text.filter(
  (value) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(value),
);
const requests = fc
  .record(
    {
      connection: printable,
      query: fc.record(
        {
          associationEntityType: fc.constantFrom(...associationEntityTypes),
          identifierType: fc.constantFrom('externalId', 'cardnumber', 'wechat'),
          identifierValue: printable,
          source: printable,
          accountId: printable,
          limit: fc.integer({ min: 1, max: 1000 }),
          offset: fc.integer({ min: 0, max: 1_000_000 }),
          sortBy: printable,
          sortOrder: fc.constantFrom(...sortOrders),
          includeNoOfChildren: fc.boolean(),
          includeCustomerAssociateDetail: fc.boolean(),
        },
        {
          requiredKeys: [
            ...(['associationEntityType', 'identifierType', 'identifierValue', 'limit'] as const),
            ...(['offset', 'includeNoOfChildren', 'includeCustomerAssociateDetail'] as const),
          ],
        },
      ),
    },
    { requiredKeys: ['query'] },
  )
  .filter(
    ({ query }) =>
      queryProblems(query).length === 0 &&
      identifierProblem(query.identifierType, query.identifierValue) === undefined,
  );

describe('a link that was copied', () => {
  test('leads to the very query, whatever is in it', () => {
    fc.assert(
      fc.property(requests, (request: LinkedRequest) => {
        const reading = readLink(...handedOver(linkTo(BASE, request)), 50);
        expect(reading).toEqual({ kind: 'request', request });
      }),
    );
  });

  test('says nothing of a host, and has no room for a secret', () => {
    const { query } = { query: fc.sample(requests, 1)[0]?.query };
    if (query === undefined) return;
    const names = [...new URL(linkTo(BASE, { query })).searchParams.keys()];
    expect(names.filter((name) => /host|origin|token|secret|key|password/i.test(name))).toEqual([]);
  });
});

describe('a link that was written by hand', () => {
  test('needs an identifier alone', () => {
    expect(read(good)).toEqual({
      kind: 'request',
      request: {
        query: {
          associationEntityType: 'parentCustomer',
          identifierType: 'mobile',
          identifierValue: '919800000001',
          limit: 50,
          offset: 0,
          includeNoOfChildren: true,
          includeCustomerAssociateDetail: true,
        },
      },
    });
  });

  test('may have a plus in front of a number', () => {
    expect(read(good.replace('9198', '+9198'))).toMatchObject({
      request: { query: { identifierValue: '+919800000001' } },
    });
  });

  test.each([
    [`${good}&token=x`, 'The link has a parameter that is not known: token.'],
    [`${good}&host=evil.example`, 'The link has a parameter that is not known: host.'],
    [`${good}&__proto__=1`, 'The link has a parameter that is not known: __proto__.'],
    [`${good}&a b<c>=1`, 'The link has a parameter that is not known.'],
    [`${good}&`, 'The link has a parameter that is not known.'],
    ['', 'The link has a parameter that is not known.'],
    [`${good}&limit=5&limit=6`, 'The link has the parameter limit more than once.'],
    [
      `${good}&associationEntityIdentifierValue=91`,
      'The link has the parameter associationEntityIdentifierValue more than once.',
    ],
    [`${good}&limit=0`, 'The link has a value for limit that cannot be used.'],
    [`${good}&limit=1e3`, 'The link has a value for limit that cannot be used.'],
    [`${good}&limit=1000000`, 'The link has a value for limit that cannot be used.'],
    [`${good}&offset=-1`, 'The link has a value for offset that cannot be used.'],
    [`${good}&sortOrder=asc`, 'The link has a value for sortOrder that cannot be used.'],
    [
      `${good}&includeNoOfChildren=1`,
      'The link has a value for includeNoOfChildren that cannot be used.',
    ],
    [
      `${good}&associationEntityType=all`,
      'The link has a value for associationEntityType that cannot be used.',
    ],
    [`${good}&source=`, 'The link has a value for source that cannot be used.'],
    [`${good}&source=%E0%A4%A`, 'The link has a value for source that cannot be used.'],
    [`${good}&source=a%0Ab`, 'The link has a value for source that cannot be used.'],
    [`${good}&connection=a\u202eb`, 'The link has a value for connection that cannot be used.'],
    [`${good}&source=${'x'.repeat(400)}`, 'The link has a value for source that cannot be used.'],
    [
      'associationEntityIdentifierType=mobile',
      'The link says nothing for associationEntityIdentifierValue.',
    ],
    [
      'associationEntityIdentifierValue=91',
      'The link says nothing for associationEntityIdentifierType.',
    ],
    [
      good.replace('919800000001', 'abc'),
      'The link has a value for associationEntityIdentifierValue that cannot be used.',
    ],
    [`${good}&source=${'x'.repeat(5000)}`, 'The link is too long.'],
  ])('%s is refused', (search, expected) => {
    expect(problemOf(search)).toBe(expected);
  });

  test.each(['', '/', '/export', '/inspect/', '/inspect/../run'])('to %j leads nowhere', (path) => {
    expect(problemOf(good, path)).toMatch(/does not lead to anything/);
  });

  test('of any kind breaks nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (search) => {
        expect(['request', 'problem']).toContain(read(search).kind);
      }),
    );
  });
});

test('a confirmation lists all of a query but whom it is about', () => {
  const [request] = fc.sample(requests, 1);
  if (request === undefined) return;
  const names = parametersOf(request.query).map(([name]) => name);
  expect(names).toContain('limit');
  expect(names.some((name) => name.startsWith('associationEntityIdentifier'))).toBe(false);
});
