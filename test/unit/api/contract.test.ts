import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractReport, contractSteps, earlierPage } from '../../../src/api/contract';
import type { Departure } from '../../../src/api/departures';
import type { Page } from '../../../src/api/page';
import type { ChildrenQuery } from '../../../src/api/query';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { inEnglish } from '../../../src/sentence';
import { newClient } from './loopback';
import { readPage } from './readPage';

const published = (file: string): string =>
  readFileSync(new URL(`../sandbox/fixtures/${file}`, import.meta.url), 'utf8');
const current = published('published-parentChildCustomer-2023.json');
const older = published('published-parentCustomer-2021.json');
const plain = { includeNoOfChildren: false, includeCustomerAssociateDetail: false };
const FIRST = '/entity/customers/0';

interface Rows {
  entity: { customers: Record<string, unknown>[] } & Record<string, unknown>;
}

/** The current published answer, changed. */
function changed(change: (body: Rows & Record<string, unknown>) => void): string {
  const body = JSON.parse(current) as Rows & Record<string, unknown>;
  change(body);
  return JSON.stringify(body);
}

/** The current published answer with another value at a place of its first row. */
function withValue(path: string, value: unknown): string {
  return changed(({ entity }) => {
    const keys = path.split('/');
    const last = keys.pop() ?? '';
    let at: Record<string, unknown> = entity.customers[0] ?? {};
    for (const key of keys) at = at[key] as Record<string, unknown>;
    if (value === undefined) Reflect.deleteProperty(at, last);
    else at[last] = value;
  });
}

/** What is there is not documented, or may be anything. */
const UNDOCUMENTED = /\/(?:fields|attributes|conflictingProfileList)\//;

/** Of a value and of all that is in it. */
function pointersIn(value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => pointersIn(one, `${at}/${key}`))];
}

function withNullAt(pointer: string): string {
  return changed((body) => {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    let at = body as Record<string, unknown>;
    for (const key of keys) at = at[key] as Record<string, unknown>;
    at[last] = null;
  });
}

function departures(text: string, asked: Partial<ChildrenQuery> = {}): readonly Departure[] {
  return contractReport(readPage(text, asked)).departures;
}
const pointers = ({ places }: Departure): readonly string[] => places.map(({ pointer }) => pointer);

describe('what the documentation itself publishes', () => {
  test('is as documented', () => {
    const asked = { associationEntityType: 'parentChildCustomer' } as const;
    expect(departures(current, asked)).toEqual([]);
    expect(departures(older, plain)).toEqual([]);
  });

  test('lacks what the flags add where they were not sent', () => {
    const found = departures(older);
    expect(found.map(({ kind, path, count }) => [kind, path, count])).toEqual([
      ['missingField', '/entity/customers/*/roleCode', 2],
      ['missingField', '/entity/customers/*/createdDate', 2],
      ['missingField', '/entity/customers/*/defaultChild', 2],
      ['missingField', '/entity/customers/*/noOfChildren', 2],
    ]);
    expect(found[3]).toMatchObject({ presence: 'includeNoOfChildren' });
    expect(found.slice(0, 3)).toMatchObject(
      Array(3).fill({ presence: 'includeCustomerAssociateDetail' }),
    );
  });
});

describe('an answer departs', () => {
  test('by a field that nobody documented, wherever it is', () => {
    const text = changed((body) => {
      body.took = 1;
      for (const customer of body.entity.customers) customer['tier/~'] = { deep: true };
    });
    const found = departures(text);
    expect(found.map(({ kind, count }) => [kind, count])).toEqual([
      ['unknownField', 1],
      ['unknownField', 2],
    ]);
    expect(found.flatMap(pointers)).toEqual([
      '/took',
      `${FIRST}/tier~1~0`,
      '/entity/customers/1/tier~1~0',
    ]);
  });

  test.each(['success', 'warnings', 'errors'])('by an envelope without %s', (field) => {
    const [found, ...others] = departures(
      changed((body) => void Reflect.deleteProperty(body, field)),
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'missingField', presence: 'always', path: `/${field}` });
  });

  test.each(['profiles/0/userId', 'profiles/0/identifiers', 'extendedFields'])(
    'by a row without %s',
    (path) => {
      const [found, ...others] = departures(withValue(path, undefined));
      expect(others).toEqual([]);
      expect(found?.kind).toBe('missingField');
      expect(found && pointers(found)).toEqual([`${FIRST}/${path}`]);
    },
  );

  test('by a customer without any profile, who has no userId then', () => {
    expect(departures(withValue('profiles', [])).map(({ path }) => path)).toEqual([
      '/entity/customers/*/profiles/*',
    ]);
  });

  test.each([
    ['profiles/0/userId', '134094571', 'wholeNumber', 'text'],
    ['profiles/0/userId', 1.5, 'wholeNumber', 'number'],
    ['profiles/0/userId', null, 'wholeNumber', 'null'],
    ['profiles', {}, 'list', 'object'],
    ['extendedFields', [], 'object', 'list'],
    ['extendedFields/dob', null, 'plain', 'null'],
    ['createdDate', 'yesterday', 'dateTime', 'text'],
    ['noOfChildren', '1', 'wholeNumber', 'text'],
    ['defaultChild', 'false', 'boolean', 'text'],
    ['profiles/0/commChannels/0/primary', 'true', 'boolean', 'text'],
    ['profiles/0/source', 7, 'text', 'number'],
  ])('by another type: %s is %j', (path, value, documented, found) => {
    const [departure, ...others] = departures(withValue(path, value));
    expect(others).toEqual([]);
    expect(departure).toMatchObject({ kind: 'otherType', documented, found });
    expect(departure && pointers(departure)).toEqual([`${FIRST}/${path}`]);
  });

  test('by a null, wherever the documentation has a value', () => {
    const documented = pointersIn(JSON.parse(current), '').filter((at) => !UNDOCUMENTED.test(at));
    expect(documented.length).toBeGreaterThan(100);
    // without rows there is no page
    for (const at of documented.filter((one) => !/^(?:\/entity(?:\/customers)?)?$/.test(one))) {
      const found = departures(withNullAt(at)).filter(({ kind }) => kind === 'otherType');
      expect(found.map((departure) => [departure.count, ...pointers(departure)])).toEqual([
        [1, at],
      ]);
    }
  });

  test('by a row that is none', () => {
    const text = changed(({ entity }) => void (entity.customers[1] = 'a row' as never));
    expect(departures(text)).toMatchObject([
      { kind: 'otherType', documented: 'object', found: 'text', path: '/entity/customers/*' },
    ]);
  });

  test.each([
    ['profiles/0/source', 'instore', 'source'],
    ['profiles/0/commChannels/0/type', 'pigeon', 'channelType'],
    ['profiles/0/identifiers/1/type', 'Mobile', 'identifierType'],
  ])('by a value that is not listed: %s is %s', (path, value, of) => {
    const [departure, ...others] = departures(withValue(path, value));
    expect(others).toEqual([]);
    expect(departure).toMatchObject({ kind: 'unknownValue', value, listed: { of } });
  });

  test('by a count that is not the number of rows, and by more rows than asked for', () => {
    const text = changed(({ entity }) => (entity.count = 30_000));
    expect(departures(text, { limit: 1 })).toMatchObject([
      { kind: 'otherCount', said: 30_000, rows: 2, path: '/entity/count' },
      { kind: 'moreThanLimit', limit: 1, rows: 2, path: '/entity/customers' },
    ]);
  });

  test('by rows beside a success that is false', () => {
    expect(departures(changed((body) => (body.success = false)))).toMatchObject([
      { kind: 'notSuccess', path: '/success' },
    ]);
  });

  test('by two default children of one parent, not of a company', () => {
    const text = changed(({ entity }) => {
      for (const customer of entity.customers) customer.defaultChild = true;
    });
    const [found, ...others] = departures(text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'otherDefaultChild',
      path: '/entity/customers/*/defaultChild',
    });
    expect(found?.places).toEqual([
      { pointer: '/entity/customers/1/defaultChild', before: { pointer: `${FIRST}/defaultChild` } },
    ]);
    expect(departures(text, { associationEntityType: 'company' })).toEqual([]);
    // the first row is the customer that was asked for: somebody else's child
    expect(departures(text, { associationEntityType: 'parentChildCustomer' })).toEqual([]);
  });

  test('by a row that was there before, in this answer or on an earlier page', () => {
    const twice = changed(({ entity }) => {
      const [first] = entity.customers;
      if (first !== undefined) entity.customers.push(first);
      entity.count = 3;
    });
    expect(departures(twice)).toMatchObject([
      {
        kind: 'seenBefore',
        places: [{ pointer: '/entity/customers/2', before: { pointer: FIRST } }],
      },
    ]);
    const page = readPage(current);
    const next = contractReport(page, [earlierPage(readPage(current, { offset: 20 }))]);
    expect(next.departures).toMatchObject([
      {
        kind: 'seenBefore',
        count: 2,
        places: [
          { pointer: FIRST, before: { pointer: FIRST, offset: 20 } },
          { before: { pointer: '/entity/customers/1', offset: 20 } },
        ],
      },
    ]);
  });
});

describe('an answer does not depart', () => {
  test.each([
    ['profiles/0/identifiers/0/type', 'cardNumber'],
    ['roleCode', 'Any code of 1 organisation'],
    ['extendedFields/anything', 7],
    ['profiles/0/fields/anything', { of: ['any', 'kind'] }],
    ['profiles/0/conflictingProfileList', [{ any: 'thing' }]],
    ['profiles/0/commChannels/0/meta/office', 'true'],
    ['profiles/0/autoUpdateTime', '2021-07-30T16:43:25+05:30'],
    ['profiles/0/firstName', ''],
  ])('where %s is %j', (path, value) => {
    expect(departures(withValue(path, value))).toEqual([]);
  });

  test('by numbers past 2^53, which are no other number for it', () => {
    const text = current
      .replace('134094571', '9007199254740993')
      .replace('109983515', '9007199254740992');
    expect(departures(text)).toEqual([]);
  });
});

test('however many places there are, a thousand of them are kept and all are counted', () => {
  const row = { profiles: [], extendedFields: {} };
  const customers = Array.from({ length: 5000 }, (_, at) => ({ ...row, [`field${at}`]: 1 }));
  const text = JSON.stringify({
    entity: { customers, count: 5000, errors: [], warnings: [] },
    warnings: [],
    errors: [],
    success: true,
  });
  const report = contractReport(readPage(text, { ...plain, limit: 5000 }));
  const empty = report.departures.find(({ kind }) => kind === 'missingField');
  expect(empty).toMatchObject({ count: 5000 });
  expect(empty?.places).toHaveLength(1000);
  expect(report.departures).toHaveLength(1001);
  expect(report.unlisted).toBe(4000);
});

test('a large answer is compared in small steps', () => {
  const rows = 2000;
  const [row] = (JSON.parse(current) as Rows).entity.customers;
  const text = changed(({ entity }) => {
    entity.customers = Array.from({ length: rows }, () => row ?? {});
  });
  const steps = [...contractSteps(readPage(text))];
  expect(steps.length).toBeGreaterThan(rows / 20);
});

describe('answers of the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  async function everyPage(): Promise<readonly (readonly [label: string, page: Page])[]> {
    const { client } = newClient({}, () =>
      Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }),
    );
    const connection = { id: 'box', name: 'Box', origin: sandbox.origin, signIn: 'oauth' } as const;
    const pages: (readonly [string, Page])[] = [];
    for (const parent of sandbox.parents) {
      const answer = await client.page(connection, {
        limit: 1000,
        offset: 0,
        includeNoOfChildren: true,
        includeCustomerAssociateDetail: true,
        ...parent,
      });
      if (answer.kind === 'page') pages.push([inEnglish(parent.label), answer]);
    }
    return pages;
  }

  test('are as documented, but for the one field that is there to be unknown', async () => {
    const pages = await everyPage();
    expect(pages.length).toBeGreaterThan(12);
    const found = pages.flatMap(([label, page]) =>
      contractReport(page).departures.map(({ kind, path }) => [label, kind, path]),
    );
    expect(found).toEqual([['Oddities', 'unknownField', '/entity/customers/*/loyaltyStanding']]);
  });
});
