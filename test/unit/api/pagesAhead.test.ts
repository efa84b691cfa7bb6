import { expect, test } from 'vitest';
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
