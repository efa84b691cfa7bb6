import { expect, test } from 'vitest';
import { comparisonOrder } from '../../../src/history/comparisonOrder';
import { memento } from '../memento';

test('that order counts for a comparison is known after a window reload, until it is switched back', async () => {
  const state = memento();
  await comparisonOrder(state).set('one&other', true);
  expect(comparisonOrder(state).counts('one&other')).toBe(true);
  expect(comparisonOrder(state).counts('one&third')).toBe(false);
  await comparisonOrder(state).set('one&other', false);
  expect(comparisonOrder(state).counts('one&other')).toBe(false);
  expect(state.keys()).toEqual([]);
});

test('a hundred are remembered, and what somebody else wrote there is none', async () => {
  const state = memento();
  await state.update('history.orderedComparisons', [1, {}]);
  for (let number = 0; number <= 100; number++) await comparisonOrder(state).set(`${number}`, true);
  expect(comparisonOrder(state).counts('0')).toBe(false);
  expect(comparisonOrder(state).counts('1')).toBe(true);
});
