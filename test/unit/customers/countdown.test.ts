import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from '../../../src/customers/countdown';
import type { LoadingRow, RootRow } from '../../../src/customers/rows';
import { accessibleLabel, rowWords, type RowFacts } from '../../../src/customers/rowWords';
import { l10n } from '../connections/l10n';
import { query } from './answers';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const parent: RootRow = { kind: 'root', id: 'root', asked: { connectionId: 'c', query } };
const facts: RowFacts = {
  l10n,
  locale: 'en',
  connectionName: () => undefined,
  level: () => undefined,
  hostBefore: () => undefined,
  askedBy: () => undefined,
};

function waitingRow(milliseconds: number): LoadingRow {
  return {
    kind: 'loading',
    id: 'root/loading',
    parent,
    waiting: {
      kind: 'retry' as const,
      why: { kind: 'unreachable', cause: 'reset', code: 'ECONNRESET' },
      attempt: 2,
      tries: 3,
      until: Date.now() + milliseconds,
    },
  };
}

test('the row of a level that waits counts down, second by second, and then rests', () => {
  const labels: string[] = [];
  const row = waitingRow(2400);
  const show = () => {
    labels.push(rowWords(row, facts).label);
    countdown.shown(row);
  };
  const countdown = new Countdown(show);
  show();
  vi.advanceTimersByTime(10_000);
  // first, where a narrow side bar does not cut it off
  expect(labels.map((label) => /^.*?(?:in \d s|now)\./.exec(label)?.[0])).toEqual([
    'Trying again in 3 s.',
    'Trying again in 2 s.',
    'Trying again in 1 s.',
    'Trying again now.',
  ]);
  expect(rowWords(row, facts).description).toBe('try 2 of 3');
  expect(vi.getTimerCount()).toBe(0);
});

test('a screen reader is not told each second', () => {
  const row = waitingRow(2400);
  const said = accessibleLabel(row, facts);
  vi.advanceTimersByTime(1000);
  expect(accessibleLabel(row, facts)).toBe(said);
  expect(said).toBe('The host could not be reached. try 2 of 3');
});

test('a row that is not shown again is not counted down, and nothing is left at the end', () => {
  let passed = 0;
  const countdown = new Countdown(() => passed++);
  countdown.shown(waitingRow(5000));
  vi.advanceTimersByTime(3000);
  expect(passed).toBe(1);
  countdown.shown(waitingRow(5000));
  countdown.shown(waitingRow(5000));
  expect(vi.getTimerCount()).toBe(1);
  countdown.end('root/loading');
  expect(vi.getTimerCount()).toBe(0);
  countdown.shown(waitingRow(5000));
  countdown.dispose();
  expect(vi.getTimerCount()).toBe(0);
});

test('a row that only loads has nothing to count', () => {
  const countdown = new Countdown(() => undefined);
  countdown.shown({ kind: 'loading', id: 'root/loading', parent });
  expect(vi.getTimerCount()).toBe(0);
});
