import path from 'node:path';
import { expect, test } from 'vitest';
import { readExportArgument } from '../../../src/customers/exportArguments';

const file = path.resolve('customers.csv');

test('what is told of an export is taken, and a row says nothing of it', () => {
  const given = { file, format: 'csv', depthLimit: 2 };
  expect(readExportArgument(given)).toEqual({ kind: 'value', value: given });
  for (const nothing of [undefined, null, 'row', { kind: 'customer', id: 'row' }])
    expect(readExportArgument(nothing)).toEqual({ kind: 'value', value: {} });
});

test.each([
  ['file', { file: 'customers.csv' }],
  ['file', { file: '' }],
  ['format', { file, format: 'xml' }],
  ['depthLimit', { file, depthLimit: 0 }],
  ['columns', { file, columns: ['name'] }],
])('what is wrong is said by its name: %s', (problem, given) => {
  expect(readExportArgument(given)).toEqual({ kind: 'problem', problem });
});
