import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { ask, refusal } from './asking';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 12_000 });
});
afterAll(() => sandbox.close());

interface Found {
  readonly pagination: unknown;
  readonly data: readonly {
    readonly userId: number;
    readonly matchedIdentifiers: readonly unknown[];
    readonly profiles: readonly { readonly firstName: string; readonly lastName: string }[];
  }[];
}

async function search(query: Readonly<Record<string, string | number>>): Promise<Found> {
  return JSON.parse((await ask(sandbox, '/v2/customers/search', query)).text) as Found;
}

const names = ({ data }: Found) =>
  data.map(({ profiles }) => `${profiles[0]?.firstName ?? ''} ${profiles[0]?.lastName ?? ''}`);

test('a part of a name finds whoever has it, in any case', async () => {
  const found = await search({ q: 'asha MEH' });
  expect(names(found)[0]).toBe('Asha Mehta');
  expect(names(found).every((name) => /asha meh/i.test(name))).toBe(true);
});

test('a part of an identifier finds whose it is, and says which one it was', async () => {
  const found = await search({ q: '98000010' });
  expect(names(found)).toContain('Arjun Nair');
  const arjun = found.data.find(({ profiles }) => profiles[0]?.firstName === 'Arjun');
  expect(arjun?.matchedIdentifiers).toContainEqual({ type: 'mobile', value: '919800001001' });
});

test('pages follow one another, and tell how many there are', async () => {
  const whole = await search({ q: 'sharma', limit: 100 });
  const first = await search({ q: 'sharma', limit: 3 });
  const second = await search({ q: 'sharma', limit: 3, offset: 3 });
  expect(first.pagination).toEqual({ limit: 3, offset: 0, total: expect.any(Number) as number });
  expect(whole.data).toHaveLength(100);
  expect([...first.data, ...second.data]).toEqual(whole.data.slice(0, 6));
});

test('nobody is an empty list', async () => {
  expect(await search({ q: 'nobody is called this' })).toMatchObject({
    data: [],
    pagination: { total: 0 },
  });
});

test('who was merged or deleted is not found', async () => {
  expect((await search({ q: '919800000006' })).data).toEqual([]);
  expect((await search({ q: '919800000007' })).data).toEqual([]);
});

test.each([
  [{}, '400/403'],
  [{ q: ' ' }, '400/403'],
  [{ q: 'asha', limit: 0 }, '400/400'],
  [{ q: 'asha', offset: -1 }, '400/400'],
])('%j is refused', async (query, expected) => {
  expect(refusal(await ask(sandbox, '/v2/customers/search', query))).toBe(expected);
});
