import { expect, test } from 'vitest';
import type { Answer } from '../../../src/api/page';
import { PagesAhead } from '../../../src/api/pagesAhead';
import { gate } from './loopback';
import { readPage } from './readPage';

const TWO = '{"entity":{"customers":[{},{}],"count":2},"success":true}';

test('the first level goes on before others, also where they took its place meanwhile', async () => {
  const level = (name: string) => ({ name, offset: 0, isFull: false, announced: 4 });
  type Level = ReturnType<typeof level>;
  const a = level('a');
  const open = new Set([a]);
  const others = ['b', 'c'].map(level);
  const taking = gate();
  const asked: string[] = [];
  const ahead = new PagesAhead<Level>({
    most: 2,
    inOrder: true,
    rows: 5,
    open,
    next: async () => {
      await taking.opened;
      return others.shift();
    },
    nextAtOnce: () => undefined,
    ask: ({ name }, offset) => {
      asked.push(`${name} ${offset}`);
      // the others take their time
      return name === 'a' ? Promise.resolve(readPage(TWO)) : new Promise(() => undefined);
    },
  });
  const beginning = ahead.begin();
  // a has its answer before the next level is known
  await new Promise((resolve) => setImmediate(resolve));
  taking.open();
  await beginning;
  const first = await ahead.come(new AbortController().signal);
  expect(first?.level).toBe(a);
  a.offset = 2;
  ahead.goOn(a);
  await ahead.begin();
  const second = await ahead.come(new AbortController().signal);
  expect(second?.level).toBe(a);
  expect(asked).toEqual(['a 0', 'b 0', 'c 0', 'a 2']);
});

/** Levels of one page each, which come in the next turn. */
function manyLevels(most: number, answer: () => Answer) {
  const open = new Set<{ offset: number; isFull: boolean; announced: number }>();
  const next = () => ({ offset: 0, isFull: false, announced: 2 });
  const asked = { count: 0 };
  const ahead = new PagesAhead({
    most,
    inOrder: true,
    rows: 5,
    open,
    next: () => Promise.resolve(next()),
    nextAtOnce: next,
    ask: async () => {
      asked.count++;
      await new Promise((resolve) => setImmediate(resolve));
      return answer();
    },
  });
  return { ahead, open, asked };
}

/** Whatever follows from what comes has come, too. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('others are asked for before what came is read, and not many of them', async () => {
  const { ahead, open, asked } = manyLevels(3, () => readPage(TWO));
  await ahead.begin();
  await settled();
  expect(asked.count).toBe(6);
  const came = await ahead.come(new AbortController().signal);
  if (came === undefined) throw new Error('Nothing came.');
  open.delete(came.level);
  ahead.goOn(came.level);
  await ahead.begin();
  ahead.end();
  const { count } = asked;
  expect(count).toBeGreaterThan(6);
  await settled();
  expect(asked.count).toBe(count);
});

test('after a failure, it is for whoever reads it to go on', async () => {
  const { ahead, asked } = manyLevels(3, () => ({ kind: 'timeout', seconds: 1 }));
  await ahead.begin();
  const { count } = asked;
  await settled();
  expect(asked.count).toBe(count);
});

test('one that fails ahead of its turn is told of when it is its turn, and of one dropped nobody is', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    const level = (name: string) => ({ name, offset: 0, isFull: false, announced: 2 });
    const open = new Set([level('a')]);
    const others = ['b', 'c'].map(level);
    const ahead = new PagesAhead({
      most: 3,
      inOrder: true,
      rows: 5,
      open,
      next: () => Promise.resolve(others.shift()),
      nextAtOnce: () => undefined,
      ask: ({ name }) =>
        name === 'a' ? Promise.resolve(readPage(TWO)) : Promise.reject(new Error(name)),
    });
    await ahead.begin();
    await settled();
    const { signal } = new AbortController();
    const first = await ahead.come(signal);
    if (first === undefined) throw new Error('Nothing came.');
    open.delete(first.level);
    ahead.goOn(first.level);
    await expect(ahead.come(signal)).rejects.toThrow('b');
    ahead.end();
    await settled();
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
