import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RefreshPace } from '../../../src/customers/refreshPace';
import type { RootRow } from '../../../src/customers/rows';
import { query } from './answers';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const root: RootRow = { kind: 'root', id: 'root', asked: { connectionId: 'c', query } };

function pace() {
  const refreshed: number[] = [];
  const begun = Date.now();
  const made = new RefreshPace(() => refreshed.push(Date.now() - begun));
  return { pace: made, refreshed };
}

test('a level of thirty thousand that grows page after page is refreshed a few times, not for each page', async () => {
  const { pace: one, refreshed } = pace();
  for (let customers = 100; customers <= 30_000; customers += 100) {
    one.soon(root, customers);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(refreshed[0]).toBe(0);
  expect(refreshed.length).toBeGreaterThan(3);
  expect(refreshed.length).toBeLessThan(15);
});

test('the more rows there are, the longer it is left alone', async () => {
  const { pace: one, refreshed } = pace();
  one.soon(root, 13_000);
  one.soon(root, 13_100);
  await vi.advanceTimersByTimeAsync(6000);
  expect(refreshed).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(refreshed).toHaveLength(2);
});

test('what was refreshed otherwise is not refreshed once more', async () => {
  const { pace: one, refreshed } = pace();
  one.soon(root, 100);
  one.soon(root, 200);
  one.refreshed(root);
  await vi.runAllTimersAsync();
  expect(refreshed).toEqual([0]);
});
