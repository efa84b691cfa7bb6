import { expect, test } from 'vitest';
import { maskValue } from '../../../src/privacy/maskValue';
import { isReadingOf, readReading, writtenReading, type Reading } from '../../../webview/reading';
import { formAt, query } from '../inspector/startSession';

const place = { pointer: '/entity', delta: 2 };
const reading: Reading = {
  version: 1,
  of: formAt(0),
  view: {
    anchor: place,
    head: place,
    top: { ...place, above: 3 },
    left: 0,
    folds: [{ pointer: '/entity/customers', deep: false }],
    search: { text: 'a', caseSensitive: false, regularExpression: false, open: true },
  },
  table: {
    sort: { id: 'name', direction: 'descending' },
    filter: 'asha',
    top: 12,
    left: 40,
    opened: [3],
  },
  map: {
    open: [{ path: [0, 4], count: 7 }],
    isRootOpen: true,
    active: [0, 4, 1],
    look: { kind: 'moved', k: 0.5, x: -10, y: 4 },
    find: 'asha',
    hasOutline: false,
  },
};

test('where somebody was is read as it was written, also from text', () => {
  expect(readReading(reading)).toEqual(reading);
  expect(readReading(writtenReading(reading))).toEqual(reading);
  const { table, ...unseen } = reading;
  expect(table).toBeDefined();
  expect(readReading(unseen)).toEqual(unseen);
});

test.each([
  undefined,
  null,
  7,
  'garbage',
  '{"version":1}',
  [],
  { ...reading, version: 2 },
  { ...reading, table: { ...reading.table, opened: ['a'] } },
  { ...reading, map: { ...reading.map, active: '0/4' } },
  { ...reading, map: { ...reading.map, look: { kind: 'moved', k: 0, x: 1, y: 1 } } },
  { ...reading, of: undefined },
  { ...reading, view: 'garbage' },
  { ...reading, view: { ...reading.view, folds: [7] } },
  { ...reading, view: { ...reading.view, folds: undefined } },
  { ...reading, view: { ...reading.view, top: place } },
  { ...reading, view: { ...reading.view, search: null } },
  { ...reading, table: 'garbage' },
  { ...reading, table: { ...reading.table, filter: 7 } },
  { ...reading, table: { ...reading.table, sort: { id: 'name', direction: 'up' } } },
])('anything else is not taken for it: %j', (garbage) => {
  expect(readReading(garbage)).toBeUndefined();
});

test('more than is worth keeping is not written', () => {
  const folds = Array.from({ length: 50_000 }, (_, at) => ({
    pointer: `/entity/customers/${at}`,
    deep: false,
  }));
  expect(writtenReading({ ...reading, view: { ...reading.view, folds } })).toBeUndefined();
});

test('it is of its question, also where one of them has the identifier in shape', () => {
  const shape = formAt(0, maskValue(query.identifierValue));
  expect(isReadingOf(reading, formAt(0))).toBe(true);
  expect(isReadingOf(reading, shape)).toBe(true);
  expect(isReadingOf({ ...reading, of: shape }, formAt(0))).toBe(true);
  expect(isReadingOf({ ...reading, of: shape }, formAt(0, '919800000001'))).toBe(false);
  // two that have one shape are two questions
  expect(isReadingOf(reading, formAt(0, '917000000577'))).toBe(false);
  expect(isReadingOf(reading, formAt(10))).toBe(false);
});
