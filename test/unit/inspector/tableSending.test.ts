import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChosenColumns } from '../../../src/inspector/chosenColumns';
import { TableSending } from '../../../src/inspector/tableSending';
import {
  LONGEST_COLUMN_ID,
  MOST_COLUMNS,
  type TableToPage,
} from '../../../src/inspector/wireTable';
import { maskingWhile } from '../../../src/privacy/masking';
import { readPage } from '../api/readPage';
import { l10n } from '../connections/l10n';
import { memento } from '../memento';

const published = readFileSync(
  path.join(import.meta.dirname, '../sandbox/fixtures/published-parentChildCustomer-2023.json'),
  'utf8',
);

const answerOf = (...customers: unknown[]): string =>
  JSON.stringify({ entity: { customers, count: customers.length }, success: true });

/** What a page is told, and as the table that it makes of it. */
async function sent(text: string, isMasked = false) {
  const told: TableToPage[] = [];
  const masking = maskingWhile(() => isMasked);
  const sending = new TableSending({
    l10n,
    post: (message) => void told.push(message),
    shown: (customer) => masking.customer(customer),
    shownCode: (text) => masking.code(text),
    breathe: () => Promise.resolve(),
    chosen: () => ({ choice: undefined, widths: [] }),
  });
  const page = readPage(text);
  await sending.send(7, page);
  const start = told.find((message) => message.kind === 'tableStart');
  if (start === undefined) throw new Error('Nothing was sent.');
  const rows = told.flatMap((message) => (message.kind === 'tableRows' ? message.rows : []));
  return {
    told,
    sending,
    page,
    start,
    rows,
    cell: (row: number, id: string) =>
      rows[row]?.cells[start.columns.findIndex((column) => column.id === id)],
  };
}

it('has a column for each thing that the published answer says of a customer', async () => {
  const { start, rows, cell } = await sent(published);
  expect(start.rowCount).toBe(2);
  expect(rows).toHaveLength(2);
  expect(cell(0, 'name')).toBe('tom sawyer');
  expect(cell(0, 'identifier:mobile')).toBe('917799889933');
  expect(cell(0, 'userId')).toBe('134094571');
  expect(cell(0, 'roleCode')).toBe('Senior_Manager');
  expect(cell(0, 'noOfChildren')).toBe('1');
  expect(cell(0, 'defaultChild')).toBe('false');
  expect(cell(0, 'createdDate')).toBe('2023-04-14T03:29:31Z');
  expect(cell(0, 'autoUpdateTime')).toBe('2023-07-21T05:54:37Z');
  expect(cell(0, 'extended:dob')).toBe('1980-05-08T00:00:00Z');
  expect(cell(0, 'channel:email')).toBe('tom.sawyer@capillarytech.com');
  const empty = start.columns.filter(({ isEmpty }) => isEmpty).map(({ id }) => id);
  expect(empty).toContain('identifier:externalid');
  expect(empty).not.toContain('name');
});

it('shows what no documentation names, and keeps every digit', async () => {
  const text = answerOf({
    profiles: [
      { userId: 1, fields: { points: 'NUMBER', tags: ['a', { b: 'NUMBER' }] }, tier: 'gold' },
    ],
    loyalty: true,
    nothing: null,
  }).replaceAll('"NUMBER"', '9007199254740993');
  const { cell, start } = await sent(text);
  expect(cell(0, 'field:points')).toBe('9007199254740993');
  expect(cell(0, 'field:tags')).toBe('["a",{"b":9007199254740993}]');
  expect(cell(0, 'profile:tier')).toBe('gold');
  expect(cell(0, 'customer:loyalty')).toBe('true');
  expect(cell(0, 'customer:nothing')).toBeNull();
  expect(start.leftOut).toBe(0);
});

it('says of several profiles each different value once, and of each its own', async () => {
  const profile = (source: string, autoUpdateTime: string) => ({
    firstName: source === 'WECHAT' ? 'Xiao' : 'Asha',
    lastName: 'M',
    source,
    accountId: source === 'WECHAT' ? 'WECHAT-CM' : '',
    userId: 5,
    autoUpdateTime,
    identifiers: [{ type: source === 'WECHAT' ? 'Mobile' : 'mobile', value: '91' }],
  });
  const { rows, cell, start } = await sent(
    answerOf({
      profiles: [
        profile('INSTORE', '2023-01-02T00:00:00+05:30'),
        profile('WECHAT', '2023-01-01T22:00:00Z'),
      ],
    }),
  );
  expect(cell(0, 'source')).toBe('INSTORE, WECHAT');
  expect(cell(0, 'accountId')).toBe('WECHAT-CM');
  expect(cell(0, 'userId')).toBe('5');
  expect(cell(0, 'identifier:mobile')).toBe('91');
  expect(cell(0, 'autoUpdateTime')).toBe('2023-01-01T22:00:00Z');
  const name = start.columns.findIndex(({ id }) => id === 'name');
  expect(rows[0]?.profiles?.map((cells) => cells[name])).toEqual(['Asha M', 'Xiao M']);
});

it('does not drown in field names', async () => {
  const names = Array.from({ length: 300 }, (_, at): [string, string] => [`f${at}`, 'x']);
  const tooLong: [string, string] = ['y'.repeat(LONGEST_COLUMN_ID), 'x'];
  const fields = Object.fromEntries([...names, tooLong]);
  const { start } = await sent(answerOf({ profiles: [{ fields }] }));
  expect(start.columns).toHaveLength(MOST_COLUMNS);
  expect(start.leftOut).toBeGreaterThan(100);
});

it('cuts what fits no cell, shows what cannot be seen, and copies all of it as it came', async () => {
  const long = `\u202e${'x'.repeat(5000)}`;
  const { cell, sending, page } = await sent(answerOf({ profiles: [{ firstName: long }] }));
  expect(cell(0, 'name')).toMatch(/^‹U\+202E›x+…$/);
  expect(cell(0, 'name')?.length).toBeLessThanOrEqual(1000);
  const tsv = await sending.tsv(page, [0, 99], ['name', 'gone']);
  expect(tsv.text).toBe(`Name\n${long}`);
});

it('sends shapes alone while personal data is masked, and copies no more than those', async () => {
  const { rows, sending, page } = await sent(published, true);
  const copied = await sending.tsv(page, [0, 1], ['name', 'userId', 'identifier:email']);
  for (const value of ['tom', 'sawyer', '134094571', '917799889933', '1980-05-08']) {
    expect(JSON.stringify(rows)).not.toContain(value);
    expect(copied.text).not.toContain(value);
  }
});

it('sends the first rows before it masked the others, and the columns that it knows already', async () => {
  const masked: number[] = [];
  const told: TableToPage[] = [];
  let isMasked = false;
  const masking = maskingWhile(() => isMasked);
  const sending = new TableSending({
    l10n,
    post: (message) => {
      told.push(message);
      if (message.kind === 'tableRows') masked.push(shown);
    },
    shown(customer) {
      shown += 1;
      return masking.customer(customer);
    },
    shownCode: (text) => masking.code(text),
    breathe: () => Promise.resolve(),
    chosen: () => ({ choice: undefined, widths: [] }),
  });
  let shown = 0;
  const people = Array.from({ length: 3000 }, (_, at) => ({
    profiles: [
      { firstName: `Asha${at}`, identifiers: [{ type: 'mobile', value: '919800001001' }] },
    ],
  }));
  const page = readPage(answerOf(...people));
  await sending.send(1, page);
  const [plain] = told.splice(0);
  shown = 0;
  masked.length = 0;
  isMasked = true;
  await sending.send(1, page);
  expect(masked).toEqual([100, 1100, 2100, 3000]);
  expect(told[0]).toEqual(plain);
  expect(JSON.stringify(told)).not.toMatch(/Asha|919800001001/);
});

it('masks a type that is none, in the names of columns, too', async () => {
  const identifiers = [{ type: '919800001001', value: 'x' }];
  const { start, rows } = await sent(answerOf({ profiles: [{ identifiers }] }), true);
  expect(JSON.stringify([start, rows])).not.toContain('919800001001');
  expect(start.columns.map(({ label }) => label)).toContain('91•••••••001');
});

it('takes any customer, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1 }), async (customers) => {
      const { rows } = await sent(answerOf(...customers));
      expect(rows).toHaveLength(customers.length);
    }),
    { numRuns: 50 },
  );
});

it('sends pieces one by one, and none of an answer that is not wanted any more', async () => {
  const told: TableToPage[] = [];
  const breaths: (() => void)[] = [];
  const sending = new TableSending({
    l10n,
    post: (message) => void told.push(message),
    shown: (customer) => customer,
    shownCode: (text) => text,
    breathe: () => new Promise((resolve) => breaths.push(resolve)),
    chosen: () => ({ choice: ['name'], widths: [['name', 99]] }),
  });
  const page = readPage(answerOf(...Array.from({ length: 5000 }, () => ({ profiles: [] }))));
  void sending.send(1, page);
  await expect.poll(() => told.length).toBe(2);
  expect(told[0]).toMatchObject({
    kind: 'tableStart',
    run: 1,
    rowCount: 5000,
    choice: ['name'],
    widths: [['name', 99]],
  });
  expect(told[1]).toMatchObject({ kind: 'tableRows' });
  sending.stop();
  breaths.splice(0).forEach((breathe) => breathe());
  void sending.send(2, page);
  await expect.poll(() => told.length).toBe(4);
  expect(told.slice(2).map((message) => 'run' in message && message.run)).toEqual([2, 2]);
});

/** Nobody listens. */
const never = () => ({ dispose: () => undefined }) as never;

it('keeps the columns that were chosen, and forgets what it cannot read', async () => {
  const kept = memento();
  let told = 0;
  const columns = new ChosenColumns(kept, { event: never, fire: () => (told += 1) });
  expect(columns.choice).toBeUndefined();
  await columns.choose(['b', 'a', 'b']);
  expect(columns.choice).toEqual(['b', 'a']);
  await columns.choose(undefined);
  expect(columns.choice).toBeUndefined();
  expect(told).toBe(2);
  await kept.update('inspector.tableColumns', ['a', 5]);
  expect(columns.choice).toBeUndefined();
});
