import { describe, expect, it } from 'vitest';
import type { Answer, PageOptions, Waiting } from '../../../src/api/page';
import { Level } from '../../../src/customers/level';
import { customer, pageOf } from './answers';

interface Asked extends PageOptions {
  readonly offset: number;
  readonly answer: (answer: Answer) => void;
}

/** A level whose requests are answered by hand, in whatever order the test likes. */
function level() {
  const asked: Asked[] = [];
  let changes = 0;
  const goingOn: boolean[] = [];
  const made = new Level({
    ask: (offset, options) =>
      new Promise<Answer>((answer) => asked.push({ ...options, offset, answer })),
    isOfHostBefore: () => false,
    announced: () => undefined,
    changed: (goesOn = false) => {
      changes++;
      goingOn.push(goesOn);
    },
    working: () => undefined,
  });
  const answer = async (index: number, given: Answer) => {
    asked[index]?.answer(given);
    // lets what waits for the answer run
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const keys = () => made.state.listing.customers.map(({ key }) => key);
  return { level: made, asked, answer, keys, changes: () => changes, goingOn };
}

const failure: Answer = { kind: 'timeout', seconds: 30 };
const wait: Waiting = { kind: 'retry' as const, why: failure, attempt: 2, tries: 3, until: 5000 };
const page = (...userIds: number[]) => pageOf(userIds.map((userId) => customer(userId)));

describe('a level of the tree', () => {
  it('sends one request however often it is shown, and gives everyone the same promise', () => {
    const { level: one, asked } = level();
    const promises = [one.show(), one.show(), one.more(), one.retry(), one.show()];
    expect(asked).toHaveLength(1);
    expect(new Set(promises).size).toBe(1);
  });

  it('asks for nothing again once it is loaded', async () => {
    const { level: one, asked, answer } = level();
    void one.show();
    await answer(0, page(1, 2, 3));
    void one.show();
    expect(asked).toHaveLength(1);
    expect(one.state.phase).toBe('loaded');
  });

  it('appends the next page after the rows received', async () => {
    const { level: one, asked, answer, keys } = level();
    void one.show();
    await answer(0, page(1, 2, 3));
    void one.more();
    void one.more();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 3]);
    await answer(1, page(4, 5));
    expect(keys()).toEqual(['1', '2', '3', '4', '5']);
    expect(one.complete).toBe(false);
  });

  it('keeps its rows when a page fails, and continues from there', async () => {
    const { level: one, asked, answer, keys } = level();
    void one.show();
    await answer(0, page(1, 2, 3));
    void one.more();
    await answer(1, failure);
    expect(one.state).toMatchObject({ phase: 'failed', purpose: 'grow', error: failure });
    expect(keys()).toEqual(['1', '2', '3']);
    void one.retry();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 3, 3]);
    await answer(2, page(4));
    expect(keys()).toEqual(['1', '2', '3', '4']);
  });

  it('lets the newest win: what an abandoned request still answers is dropped', async () => {
    const { level: one, asked, answer, keys } = level();
    void one.show();
    void one.refresh();
    expect(asked[0]?.signal?.aborted).toBe(true);
    await answer(1, page(7));
    await answer(0, page(1, 2, 3));
    expect(keys()).toEqual(['7']);
  });

  it('reads again as much as was there, and shows it only when all of it came', async () => {
    const { level: one, asked, answer, keys } = level();
    void one.show();
    await answer(0, page(1, 2, 3));
    void one.more();
    await answer(1, page(4, 5, 6));
    void one.refresh();
    await answer(2, page(7, 1, 2));
    expect(keys()).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(asked.at(-1)?.offset).toBe(3);
    await answer(3, page(3, 4, 5));
    expect(keys()).toEqual(['7', '1', '2', '3', '4', '5']);
  });

  it('keeps the old rows when reading again fails, and continues reading where it stopped', async () => {
    const { level: one, asked, answer, keys } = level();
    void one.show();
    await answer(0, page(1, 2, 3));
    void one.more();
    await answer(1, page(4, 5, 6));
    void one.refresh();
    await answer(2, page(7, 8, 9));
    await answer(3, failure);
    expect(one.state).toMatchObject({ phase: 'failed', purpose: 'refresh' });
    expect(keys()).toEqual(['1', '2', '3', '4', '5', '6']);
    void one.retry();
    expect(asked.at(-1)?.offset).toBe(3);
    await answer(4, page(10, 11, 12));
    expect(keys()).toEqual(['7', '8', '9', '10', '11', '12']);
  });

  it('shows nothing as an error when it is stopped, and asks again only when told to', async () => {
    const { level: one, asked, answer, changes } = level();
    void one.show();
    one.stop();
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(one.state.phase).toBe('stopped');
    expect(changes()).toBe(1);
    void one.show();
    expect(asked).toHaveLength(1);
    void one.more();
    await answer(1, page(1));
    expect(one.state.phase).toBe('loaded');
  });

  it('takes an answer that was cancelled elsewhere as a stop', async () => {
    const { level: one, answer, keys } = level();
    void one.show();
    await answer(0, page(1, 2, 3));
    void one.more();
    await answer(1, { kind: 'cancelled' });
    expect(one.state.phase).toBe('loaded');
    expect(keys()).toEqual(['1', '2', '3']);
  });

  it('reads again when shown after it was marked stale', async () => {
    const { level: one, asked, answer, keys } = level();
    one.markStale();
    void one.show();
    await answer(0, page(1));
    one.markStale();
    void one.show();
    void one.show();
    expect(asked).toHaveLength(2);
    await answer(1, page(2));
    expect(keys()).toEqual(['2']);
  });

  it('loads everything page after page, one request at a time', async () => {
    const { level: one, asked, answer, keys, goingOn } = level();
    const seen: number[] = [];
    const all = one.all(new AbortController().signal, ({ customers }) => {
      seen.push(customers.length);
    });
    await answer(0, page(1, 2, 3));
    expect(asked).toHaveLength(2);
    await answer(1, page(4, 5, 6));
    await answer(2, page());
    await all;
    expect(keys()).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(seen).toEqual([3, 6, 6]);
    expect(goingOn).toEqual([true, true, false]);
    expect(one.complete).toBe(true);
  });

  it('keeps what came when loading everything is cancelled', async () => {
    const { level: one, asked, answer, keys, goingOn } = level();
    const controller = new AbortController();
    const all = one.all(controller.signal, () => undefined);
    await answer(0, page(1, 2, 3));
    controller.abort();
    expect(asked[1]?.signal?.aborted).toBe(true);
    await answer(1, page(4, 5, 6));
    await all;
    expect(keys()).toEqual(['1', '2', '3']);
    expect(one.state.phase).toBe('loaded');
    expect(goingOn).toEqual([true, false]);
  });

  it('stops loading everything at a failure, and goes on after it when asked again', async () => {
    const { level: one, asked, answer, keys } = level();
    const first = one.all(new AbortController().signal, () => undefined);
    await answer(0, page(1, 2, 3));
    await answer(1, failure);
    await first;
    expect(one.state.phase).toBe('failed');
    const second = one.all(new AbortController().signal, () => undefined);
    expect(asked.at(-1)?.offset).toBe(3);
    await answer(2, page());
    await second;
    expect(keys()).toEqual(['1', '2', '3']);
    expect(one.complete).toBe(true);
  });

  it('says that it waits before it tries again, and that it does not any more', async () => {
    const { level: one, asked, answer, changes } = level();
    void one.show();
    asked[0]?.waiting?.(wait);
    expect(one.state).toMatchObject({ phase: 'loading', waiting: wait });
    expect(changes()).toBe(1);
    asked[0]?.waiting?.(undefined);
    expect(one.state).toMatchObject({ phase: 'loading', waiting: undefined });
    asked[0]?.waiting?.(wait);
    await answer(0, page(1));
    expect(one.state.phase).toBe('loaded');
  });

  it('hears nothing of a wait that was given up', () => {
    const { level: one, asked } = level();
    void one.show();
    one.stop();
    asked[0]?.waiting?.(wait);
    expect(one.state.phase).toBe('stopped');
  });

  it('asks at once instead of waiting when told to try again, and goes on reading all', async () => {
    const { level: one, asked, answer, keys } = level();
    const all = one.all(new AbortController().signal, () => undefined);
    await answer(0, page(1, 2, 3));
    asked[1]?.waiting?.(wait);
    void one.retry();
    expect(asked[1]?.signal?.aborted).toBe(true);
    await answer(1, { kind: 'cancelled' });
    await answer(2, page(4));
    await answer(3, page());
    await all;
    expect(asked.map(({ offset }) => offset)).toEqual([0, 3, 3, 4]);
    expect(keys()).toEqual(['1', '2', '3', '4']);
    expect(one.complete).toBe(true);
  });

  it('does not go on reading all after somebody stopped it', async () => {
    const { level: one, asked, answer } = level();
    const all = one.all(new AbortController().signal, () => undefined);
    await answer(0, page(1, 2, 3));
    one.stop();
    await answer(1, { kind: 'cancelled' });
    await all;
    expect(asked).toHaveLength(2);
  });

  it('reads all in the background, and what somebody waits for in front of it', () => {
    const one = level();
    void one.level.all(new AbortController().signal, () => undefined);
    expect(one.asked[0]?.background).toBe(true);
    const other = level();
    void other.level.more();
    expect(other.asked[0]?.background).toBe(false);
  });
});
