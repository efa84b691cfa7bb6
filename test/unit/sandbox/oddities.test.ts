import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import {
  ask,
  askChildren,
  askParent,
  nameOf,
  parentCalled,
  rowsOf,
  userIdsOf,
  type Asked,
  type Row,
} from './asking';

let sandbox: Sandbox;
let oddities: Asked;
beforeAll(async () => {
  sandbox = await startSandbox();
  oddities = await askParent(sandbox, parentCalled(sandbox, 'Oddities'), {
    limit: 100,
    includeCustomerAssociateDetail: true,
    includeNoOfChildren: true,
  });
});
afterAll(() => sandbox.close());

function child(name: string): Row {
  const row = rowsOf(oddities).find((one) => nameOf(one) === name);
  if (!row) throw new Error(`Oddities has no child "${name}".`);
  return row;
}
const typesOf = (row: Row) => row.profiles[0]?.identifiers.map(({ type }) => type);

test('identifiers may be a card alone, or cuid and unionId alone', () => {
  expect(typesOf(child('Card Only'))).toEqual(['cardnumber']);
  expect(typesOf(child('Cuid Only'))).toEqual(['cuid', 'unionId']);
});

test('a customer may be listed without any identifier, and have children all the same', async () => {
  const row = child('Nothing To Ask By');
  expect(row.profiles.map(({ identifiers }) => identifiers)).toEqual([[]]);
  expect(row.noOfChildren).toBe(2);
  const found = await askChildren(sandbox, '919800002033');
  expect(rowsOf(found)).toHaveLength(2);
});

test('two people share an e-mail, which finds the first of them', async () => {
  const emails = ['One', 'Two'].map(
    (which) => child(`Shared E-mail ${which}`).profiles[0]?.identifiers[0],
  );
  expect(emails[0]).toEqual({ type: 'email', value: 'shared.inbox@example.com' });
  expect(emails[1]).toEqual(emails[0]);
  const found = await ask(sandbox, '/v2/customers/lookup/customerDetails', {
    source: 'INSTORE',
    identifierName: 'email',
    identifierValue: 'Shared.Inbox@example.com',
  });
  expect(found.body).toMatchObject({ profiles: [{ lastName: 'E-mail One' }] });
});

test('dates are written in both ways', () => {
  expect(child('Date With Offset').profiles[0]?.autoUpdateTime).toMatch(/T[\d:]{8}\+05:30$/);
  expect(child('Date In UTC').profiles[0]?.autoUpdateTime).toMatch(/T[\d:]{8}Z$/);
});

test('a customer may have two profiles, from two sources, with one userId', () => {
  const { profiles } = child('Two Profiles');
  expect(new Set(profiles.map(({ source }) => source)).size).toBe(2);
  expect(new Set(profiles.map(({ userId }) => userId)).size).toBe(1);
});

test('userIds past 2^53 keep all digits, also of neighbours that round alike', async () => {
  expect(userIdsOf(oddities)).toEqual(
    expect.arrayContaining(['9007199254740993', '9007199254740992']),
  );
  const details = await ask(sandbox, '/v2/customers/9007199254740993');
  expect(details.text).toMatch(/^\{"id":9007199254740993,.*"lastName":"User Id …993"/);
});

test('numbers in fields are as they were spelt', () => {
  expect(oddities.text).toContain('"credit_limit":10.50,"balance":12345678901234567890.10');
  expect(child('Numeric Fields').extendedFields).toMatchObject({ visits: 42, newsletter: true });
});

test.each([
  ['=HYPERLINK("https://example.com/?x="&A1,"Click me") +1'],
  ['आशा शर्मा'],
  ['ليلى حداد'],
  ['小明 王'],
  ['🦊 👩‍👩‍👧 Zoë'],
  ['Invoice\u202egpj .exe'],
  ['Line\nbreak\tTab \u0000\u0007\u001b[31mRed'],
  [' Onlylast'],
  ['Onlyfirst '],
  [' '],
  ['<img src=x onerror=alert(1)> [click](command:workbench.action.quit)'],
])('a customer is called %j', (name) => {
  expect(child(name).profiles).toHaveLength(1);
});

test('fields that no documentation names, conflicts, and traps for copying occur', () => {
  expect(child('Unknown Field')).toHaveProperty('loyaltyStanding.tier', 'Gold');
  expect(child('Conflicting Profile').profiles[0]?.conflictingProfileList).toHaveLength(1);
  expect(oddities.text).toContain('{"__proto__":"polluted","constructor":"shadowed","":"no key"');
});

test('exactly one child is the default child', () => {
  const defaults = rowsOf(oddities).filter(({ defaultChild }) => defaultChild);
  expect(defaults.map(nameOf)).toEqual(['Default Child']);
});

test('parentCustomer is told in a row, and beside the children', async () => {
  expect(rowsOf(oddities).filter((row) => row.parentCustomer !== undefined)).toHaveLength(1);
  expect(child('Parent In Row').parentCustomer).toMatchObject({
    profiles: [{ lastName: 'Parent' }],
  });
  const { entity } = (await askParent(sandbox, parentCalled(sandbox, 'Told parent'))).body;
  expect(entity?.parentCustomer).toMatchObject({ profiles: [{ firstName: 'Told' }] });
  expect(entity?.warnings).toHaveLength(2);
  expect(entity?.warnings[1]).toEqual({});
});

test('a customer is under two parents', async () => {
  const second = await askParent(sandbox, parentCalled(sandbox, 'Second parent'));
  const shared = userIdsOf(second).filter((userId) => userIdsOf(oddities).includes(userId));
  expect(shared).toHaveLength(1);
  expect(child('Two Parents').noOfChildren).toBe(1);
});

test('a cycle leads back to where it began, and one customer is their own child', async () => {
  const b = rowsOf(await askChildren(sandbox, '919800000004'));
  expect(b.map(nameOf)).toEqual(['Cycle B']);
  const c = rowsOf(await askChildren(sandbox, '919800002041'));
  expect(c.map(nameOf)).toContain('Cycle C');
  const a = rowsOf(await askChildren(sandbox, '919800002042'));
  expect(a.map(nameOf)).toEqual(['Cycle A']);
  const own = rowsOf(await askChildren(sandbox, '919800000005'));
  expect(own.map(nameOf)).toContain('Own Parent');
});

test('every child can be asked for by each of its identifiers', async () => {
  for (const row of rowsOf(oddities)) {
    if (['Merged Customer', ' '].includes(nameOf(row))) continue;
    for (const { type, value } of row.profiles.flatMap(({ identifiers }) => identifiers)) {
      const asked = await ask(sandbox, '/v2/customers/bulk', {
        source: 'ALL',
        associationEntityType: 'parentChildCustomer',
        associationEntityIdentifierType: type,
        associationEntityIdentifierValue: value,
      });
      if (value !== 'shared.inbox@example.com')
        expect(rowsOf(asked).map(nameOf)[0], `${type} ${value}`).toBe(nameOf(row));
    }
  }
});

describe('look-ups', () => {
  test('give the userId behind an identifier', async () => {
    const asked = await ask(sandbox, '/v2/customers/lookup', {
      source: 'INSTORE',
      identifierName: 'mobile',
      identifierValue: '917799889933',
    });
    expect(asked.text).toBe('{"entity":134094571,"warnings":[]}');
  });

  test('give details, and the way up when asked to embed it', async () => {
    const query = {
      source: 'INSTORE',
      identifierName: 'mobile',
      identifierValue: '919620653502',
    };
    const path = '/v2/customers/lookup/customerDetails';
    const plain = await ask(sandbox, path, query);
    expect(plain.body).toMatchObject({
      id: 109983515,
      extendedFields: { dob: '1983-12-31T00:00:00Z' },
    });
    expect(plain.body).not.toHaveProperty('fleetParentDetails');
    const embedded = await ask(sandbox, path, { ...query, embed: 'fleetParentDetails' });
    expect(embedded.body).toMatchObject({
      fleetParentDetails: { id: 134094571, profiles: [{ firstName: 'tom' }] },
    });
    const root = { ...query, identifierValue: '917799889933', embed: 'fleetParentDetails' };
    expect((await ask(sandbox, path, root)).body).toMatchObject({ fleetParentDetails: {} });
  });

  test.each([
    ['lookup', { identifierName: 'mobile', identifierValue: '917799889933' }, 403],
    ['lookup', { source: 'INSTORE', identifierName: 'mobile' }, 403],
    ['lookup', { source: 'FAX', identifierName: 'mobile', identifierValue: '1' }, 8012],
    ['lookup', { source: 'INSTORE', identifierName: 'mobile', identifierValue: '1' }, 8015],
    ['lookup', { source: 'INSTORE', identifierName: 'shoe', identifierValue: '1' }, 8013],
    ['134094572', { source: 'INSTORE' }, 8015],
    ['134094571', { source: 'JD' }, 8065],
  ])('%s refuses %j with %d', async (path, query, code) => {
    const asked = await ask(sandbox, `/v2/customers/${path}`, query);
    expect(asked.body.errors?.[0]?.code).toBe(code);
  });
});
