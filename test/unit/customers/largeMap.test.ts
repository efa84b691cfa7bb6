import { expect, test } from 'vitest';
import { HierarchyMapOfAnswer } from '../../../src/customers/hierarchyMap';
import { figuresOf } from '../../../src/figures';
import type { MapToPage } from '../../../src/inspector/wireMap';
import { maskingWhile } from '../../../src/privacy/masking';
import { connectionTo } from '../api/loopback';
import { readPage } from '../api/readPage';
import { l10n } from '../connections/l10n';

const CUSTOMERS = 6000;

function answer(offset = 0) {
  const customers = Array.from({ length: CUSTOMERS }, (_, at) => ({
    profiles: [
      { firstName: `Person${at}`, identifiers: [{ type: 'mobile', value: `91980${10_000 + at}` }] },
    ],
    noOfChildren: 2,
  }));
  const text = JSON.stringify({ entity: { customers, count: CUSTOMERS }, success: true });
  return readPage(text, { limit: CUSTOMERS, offset });
}

/** The map of many customers, none of whom is asked for anywhere. */
function open(page = answer()) {
  const said: MapToPage[] = [];
  const mask = { isOn: false };
  const map = new HierarchyMapOfAnswer(
    {
      api: { page: () => Promise.resolve({ kind: 'cancelled' }) },
      connection: () => connectionTo('http://127.0.0.1:1'),
      identifierPreference: () => ['mobile'],
      concurrentRequests: () => 4,
      masking: maskingWhile(() => mask.isOn),
      l10n,
      figures: figuresOf('en'),
      post: (message) => said.push(message),
    },
    { run: 1, request: { connectionId: 'box', query: page.query }, page },
  );
  const nodes = () =>
    said.flatMap((one) => {
      if (one.kind === 'mapLevel') return one.level.nodes;
      return one.kind === 'mapNames' ? one.nodes : [];
    });
  const all = () => expect.poll(() => nodes().length, { timeout: 30_000 }).toBe(CUSTOMERS);
  return { map, said, mask, nodes, all };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the first customers come at once, and everything else has its turn before the last', async () => {
  const { map, said, nodes, all } = open();
  map.show();
  await expect.poll(() => nodes().length).toBeGreaterThan(0);
  expect(nodes().length).toBeLessThan(CUSTOMERS);
  expect(said.find((one) => one.kind === 'mapLevel' && one.level.nodes.length > 0)).toMatchObject({
    level: { from: 0, phase: 'loading' },
  });
  await all();
  const last = said.at(-1);
  expect(last).toMatchObject({ kind: 'mapLevel', level: { phase: 'more' } });
  map.dispose();
});

test('who was masked while the map was being made is told of in shape alone', async () => {
  const { map, said, mask, nodes } = open();
  map.show();
  await expect.poll(() => nodes().length).toBeGreaterThan(0);
  const before = said.length;
  mask.isOn = true;
  // nobody told it yet
  await turn();
  map.nameAgain();
  await expect
    .poll(() => said.some((one) => one.kind === 'mapLevel' && one.level.phase === 'more'), {
      timeout: 30_000,
    })
    .toBe(true);
  expect(JSON.stringify(said.slice(before))).not.toMatch(/Person\d|91980\d/);
  expect(JSON.stringify(said.slice(before))).toContain('mapNames');
  map.dispose();
});

test('of an answer that begins later it says that it begins with the first customer', async () => {
  const { map, said } = open(answer(200));
  map.show();
  expect(said.find(({ kind }) => kind === 'map')).toMatchObject({
    note: 'The map begins with the first customer; the answer begins at offset 200.',
  });
  await turn();
  map.dispose();
});
