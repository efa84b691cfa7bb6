import { describe, expect, it } from 'vitest';
import { readPageAgain } from '../../../src/api/answer';
import type { Answer, Page } from '../../../src/api/page';
import { Watch } from '../../../src/history/watch';
import { exchange, query, refused } from './records';

function pageOf(...userIds: readonly number[]): Page {
  const customers = userIds.map((userId) => ({ profiles: [{ userId }] }));
  const text = JSON.stringify({ entity: { customers } });
  const page = readPageAgain(text, query, exchange);
  if (page === undefined) throw new Error('That is no page.');
  return page;
}

/** A watch whose clock goes on when it is told to. */
function watching(page: Page | undefined, ...answers: readonly (Answer | undefined)[]) {
  const left = [...answers];
  const timers: (() => void)[] = [];
  const waits: number[] = [];
  const clock = { now: 0, isHidden: false, changes: 0, asked: 0 };
  const signals: AbortSignal[] = [];
  const watch = new Watch(10, page, {
    ask: (signal) => {
      clock.asked += 1;
      signals.push(signal);
      return Promise.resolve(left.shift());
    },
    after: (milliseconds, then) => {
      waits.push(milliseconds);
      timers.push(then);
      return () => timers.splice(timers.indexOf(then), 1);
    },
    now: () => clock.now,
    isHidden: () => clock.isHidden,
    changed: () => (clock.changes += 1),
  });
  /** The time until it asks again has passed. */
  const tick = async () => {
    clock.now += waits.at(-1) ?? 0;
    timers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { watch, clock, tick, waits, timers, signals };
}

describe('a watch', () => {
  it('asks so many seconds after each answer, and not before it is there', async () => {
    const { tick, clock, waits, timers } = watching(pageOf(1), pageOf(1), pageOf(1));
    expect(clock.asked).toBe(0);
    await tick();
    await tick();
    expect(clock.asked).toBe(2);
    expect(waits).toEqual([10_000, 10_000, 10_000]);
    expect(timers).toHaveLength(1);
  });

  it('tells what the newest answer changed, and goes on telling it while nothing else changes', async () => {
    const [one, other] = [pageOf(1, 2), pageOf(2, 3)];
    const { watch, tick } = watching(one, pageOf(1, 2), other, pageOf(2, 3));
    await tick();
    expect(watch.change).toBeUndefined();
    await tick();
    expect(watch.change).toMatchObject({ before: { text: one.text }, after: other });
    expect(watch.change?.comparison).toMatchObject({ added: [1], removed: [0] });
    await tick();
    expect(watch.change?.after).toBe(other);
    expect(watch.answers).toBe(3);
  });

  it('takes another order for no change', async () => {
    const { watch, tick } = watching(pageOf(1, 2), pageOf(2, 1));
    await tick();
    expect(watch.change).toBeUndefined();
  });

  it('begins with its first answer where there was none', async () => {
    const { watch, tick } = watching(undefined, pageOf(1), pageOf(1, 2));
    await tick();
    expect(watch.change).toBeUndefined();
    await tick();
    expect(watch.change?.comparison.added).toEqual([1]);
  });

  it('stops after three failures in a row, and says why', async () => {
    const { watch, tick, timers } = watching(
      pageOf(1),
      refused,
      refused,
      pageOf(1),
      refused,
      refused,
      refused,
    );
    for (let asked = 0; asked < 5; asked += 1) await tick();
    expect(watch.end).toBeUndefined();
    await tick();
    expect(watch.end).toEqual({ kind: 'failing', error: refused });
    expect(watch.failure).toEqual({ error: refused, count: 3 });
    expect(timers).toEqual([]);
  });

  it('stops where nobody has looked for ten minutes, and not while somebody does', async () => {
    const answers = Array.from({ length: 200 }, () => pageOf(1));
    const { watch, tick, clock } = watching(pageOf(1), ...answers);
    clock.isHidden = true;
    for (let asked = 0; asked < 59; asked += 1) await tick();
    clock.isHidden = false;
    await tick();
    clock.isHidden = true;
    for (let asked = 0; asked < 60; asked += 1) await tick();
    expect(watch.end).toBeUndefined();
    const { asked } = clock;
    await tick();
    expect(watch.end).toEqual({ kind: 'hidden' });
    expect(clock.asked).toBe(asked);
  });

  it('stops where its connection is gone', async () => {
    const { watch, tick } = watching(pageOf(1), undefined);
    await tick();
    expect(watch.end).toEqual({ kind: 'connectionGone' });
  });

  it('stops at once when it is told to, whatever it is doing, and tells so once', async () => {
    const { watch, tick, clock, timers, signals } = watching(pageOf(1), pageOf(2));
    const asking = tick();
    watch.stop();
    watch.stop();
    await asking;
    expect(signals[0]?.aborted).toBe(true);
    expect(watch.end).toEqual({ kind: 'byUser' });
    expect(watch.change).toBeUndefined();
    expect(timers).toEqual([]);
    expect(clock.changes).toBe(1);
  });
});
