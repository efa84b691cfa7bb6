import { afterEach, beforeEach, expect, test } from 'vitest';
import { wanted } from '../../../src/customers/customerText';
import { RowFilter } from '../../../src/customers/rowFilter';
import type { CustomerRow, LevelRow, Row } from '../../../src/customers/rows';
import { pageOf } from './answers';
import { sandboxForest, type SandboxForest } from './sandboxForest';

let harness: SandboxForest;
let filter: RowFilter;
let root: LevelRow;
beforeEach(async () => {
  harness = await sandboxForest();
  filter = new RowFilter(harness.forest);
  root = harness.plant({ identifierValue: '919800000001' }) as LevelRow;
  await harness.open(root);
});
afterEach(() => harness.close());

const shown = () => filter.given(harness.forest.children(root));
const customers = (rows: readonly Row[]) =>
  rows.flatMap((row) => (row.kind === 'customer' ? [row.customer.name] : []));
function called(name: string): CustomerRow {
  const row = harness.forest
    .children(root)
    .find((one) => one.kind === 'customer' && one.customer.name === name);
  if (row?.kind !== 'customer') throw new Error(`Nobody is called ${name}.`);
  return row;
}

test('without one, everybody is shown', () => {
  expect(shown()).toEqual(harness.forest.children(root));
  expect(filter.counts()).toEqual({ matching: 14, loaded: 14 });
});

test('a name, an accent left out, a part of a number as people write it, and a role all do', () => {
  filter.set('  SOFIA ');
  expect(customers(shown())).toEqual(['Sofía Ramírez']);
  filter.set('+91 98000-01001');
  expect(customers(shown())).toEqual(['Arjun Nair']);
  filter.set('田中');
  expect(customers(shown())).toEqual(['美咲 田中']);
  filter.set(called('Arjun Nair').customer.roleCode ?? '');
  expect(customers(shown())).toHaveLength(14);
});

test('what says more about the level stays', async () => {
  harness.pageSize = 3;
  const rows = await harness.open(harness.plant({ identifierValue: '919800000002' }));
  filter.set('nobody');
  expect(filter.given(rows).map(({ kind }) => kind)).toEqual(['more']);
  expect(filter.counts()).toEqual({ matching: 0, loaded: 17 });
});

test('who does not match is shown where somebody below does, as the way there', async () => {
  const arjun = called('Arjun Nair');
  const below = harness.forest.childrenRow(arjun);
  if (below === undefined) throw new Error('He has children.');
  const grandchildren = await harness.open(below);
  const [first] = grandchildren;
  if (first?.kind !== 'customer') throw new Error('They are customers.');
  filter.set(first.customer.userId ?? '');
  expect(customers(shown())).toEqual(['Arjun Nair']);
  expect(filter.given(grandchildren)).toEqual([first]);
  expect(filter.hides(called('Clara Hoffmann'))).toBe(true);
  expect(filter.hides(first)).toBe(false);
});

test('who matches is shown with everybody below', async () => {
  const below = harness.forest.childrenRow(called('Arjun Nair'));
  if (below === undefined) throw new Error('He has children.');
  const grandchildren = await harness.open(below);
  filter.set('arjun');
  expect(filter.given(grandchildren)).toEqual(grandchildren);
  expect(grandchildren.some((row) => filter.hides(row))).toBe(false);
});

test('looking for somebody asks for nothing', () => {
  const asked = harness.sent.length;
  filter.set('nobody at all');
  shown();
  filter.counts();
  expect(harness.sent).toHaveLength(asked);
  const rows = harness.forest.matchingRows(wanted('clara')?.matches ?? (() => false), 10);
  expect(rows.map(({ customer }) => customer.name)).toEqual(['Clara Hoffmann']);
  expect(harness.sent).toHaveLength(asked);
});

test('loaded customers are found below every parent, and no more than are wanted', async () => {
  await harness.open(harness.plant({ identifierValue: '919800000002' }));
  await harness.open(harness.plant({ identifierValue: '919800000003' }));
  const everywhere = harness.forest.matchingRows(wanted('two parents')?.matches ?? Boolean, 10);
  expect(everywhere.map(({ parent }) => parent.id)).toHaveLength(2);
  expect(harness.forest.matchingRows(() => true, 5)).toHaveLength(5);
});

test('white space is nothing to look for', () => {
  expect(wanted('  ')).toBeUndefined();
  const [nameless] = pageOf([{}]).customers;
  expect(nameless && wanted('x')?.matches(nameless)).toBe(false);
});
