import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RootRow, Row } from '../../../src/customers/rows';
import { ShortLevels } from '../../../src/customers/shortLevels';
import { query } from './answers';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const root = (id: string): RootRow => ({ kind: 'root', id, asked: { connectionId: 'c', query } });
const rows = (parent: RootRow, count: number): readonly Row[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'empty', id: `${parent.id}/${at}`, parent }));

const crowd = root('crowd');
const other = root('other');
const crowded = rows(crowd, 13_000);

/** A tree whose rows are read as VS Code does; what is drawn is what was last given of a level. */
function tree(kept: readonly string[] = []) {
  const told: string[] = [];
  const levels = new ShortLevels({
    refresh: () => told.push('refresh'),
    isKept: ({ id }) => kept.includes(id),
    prepare: async () => {
      told.push('prepare');
      await Promise.resolve();
    },
    whole: () => told.push('whole'),
  });
  const read = (row: RootRow | undefined, below: readonly Row[]) => levels.given(row, below).length;
  return { levels, told, read };
}

test('a long level is short when all is to be read again at once, and then whole again', async () => {
  const { levels, told, read } = tree();
  expect(read(undefined, [crowd])).toBe(1);
  expect(read(crowd, crowded)).toBe(13_000);
  levels.begin();
  expect(told).toEqual(['refresh']);
  // however long VS Code takes to ask for it
  expect(read(undefined, [crowd])).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(read(crowd, crowded)).toBe(200);
  await vi.runAllTimersAsync();
  expect(told).toEqual(['refresh', 'prepare', 'refresh', 'whole']);
  expect(read(crowd, crowded)).toBe(13_000);
});

test('rows that somebody opened or selected stay also while their level is short', () => {
  const { levels, read } = tree(['crowd/9000']);
  read(crowd, crowded);
  levels.begin();
  const given = levels.given(crowd, crowded);
  expect(given).toHaveLength(201);
  expect(given.at(-1)).toBe(crowded[9000]);
});

test('a small tree is read again once, whole', async () => {
  const { levels, told, read } = tree();
  read(undefined, [crowd]);
  read(crowd, rows(crowd, 50));
  levels.begin();
  expect(read(crowd, rows(crowd, 50))).toBe(50);
  await vi.runAllTimersAsync();
  expect(told).toEqual(['refresh']);
});

test('a view that is not shown is short when it is shown, however late that is', async () => {
  const { levels, told, read } = tree();
  read(crowd, crowded);
  levels.begin();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(read(crowd, crowded)).toBe(200);
  await vi.runAllTimersAsync();
  expect(told.filter((word) => word === 'refresh')).toHaveLength(2);
});

test('a long level that was collapsed meanwhile is not waited for', async () => {
  const { levels, told, read } = tree();
  read(crowd, crowded);
  read(other, rows(other, 500));
  levels.begin();
  read(undefined, [crowd, other]);
  expect(read(other, rows(other, 500))).toBe(200);
  await vi.runAllTimersAsync();
  expect(told).toContain('whole');
  expect(read(crowd, crowded)).toBe(13_000);
});

test('masking again while levels are short begins anew', async () => {
  const { levels, told, read } = tree();
  read(crowd, crowded);
  levels.begin();
  read(crowd, crowded);
  levels.begin();
  expect(read(crowd, crowded)).toBe(200);
  await vi.runAllTimersAsync();
  expect(told.filter((word) => word === 'whole')).toHaveLength(1);
  expect(read(crowd, crowded)).toBe(13_000);
});
