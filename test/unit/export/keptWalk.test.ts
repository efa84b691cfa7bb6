import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LevelToRead } from '../../../src/api/walkSteps';
import { Journal } from '../../../src/export/journal';
import type { PageRecord } from '../../../src/export/journalRecord';
import { KeptWalk } from '../../../src/export/keptWalk';
import { MetCustomers } from '../../../src/export/metCustomers';
import { connectionTo } from '../api/loopback';
import { ownFolder, planFor } from './exporting';

const LEVELS = 9000;
const PAGE = 70;

const level = (number: number): LevelToRead => ({
  number,
  above: [[], [String(number)]],
  parent: number,
  askedBy: { type: 'mobile', value: `91${number}` },
  announced: number % 7,
});

function record(kept: KeptWalk, number: number): PageRecord {
  return {
    kind: 'page',
    level: number,
    offset: 0,
    received: 0,
    isOver: true,
    bytes: 0,
    lines: 0,
    ...kept.noted(number, true),
    findings: { roles: [] },
  };
}

test('levels wait in the journal where they are many, and come in their order', async () => {
  const file = path.join(await ownFolder(), 'journal');
  const journal = await Journal.create(file, planFor(connectionTo('http://127.0.0.1:1'), {}));
  const kept = new KeptWalk(journal);
  const taken: number[] = [];
  let put = 1;
  while (taken.length < LEVELS - 1) {
    for (let row = 0; row < PAGE && put < LEVELS; row++) kept.put(level(put++));
    journal.append(record(kept, taken.length));
    // fewer than come, so that they pile up
    for (let turn = 0; turn < 30; turn++) {
      const one = await kept.take();
      if (one === undefined) break;
      expect(one).toEqual(level(one.number));
      taken.push(one.number);
    }
    expect(kept.waiting).toBe(put - 1 - taken.length);
  }
  expect(taken).toEqual(Array.from({ length: LEVELS - 1 }, (_, index) => index + 1));
  expect(await kept.take()).toBeUndefined();
  await journal.close();
});

test('whom a walk met is known again, whatever it is called', () => {
  const userId = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 70n }).map(String),
    fc.nat(3000).map(String),
    fc.string(),
    fc.constantFrom('007', '-1', '0', '9223372036854775807', '9223372036854775808', '4294967296'),
  );
  fc.assert(
    fc.property(fc.array(userId, { maxLength: 3000, size: 'max' }), (keys) => {
      const met = new MetCustomers();
      const expected = new Map<string, number>();
      for (const [number, key] of keys.entries()) {
        expect(met.meet(key, number)).toBe(!expected.has(key));
        if (!expected.has(key)) expected.set(key, number);
      }
      for (const [key, number] of expected) expect(met.levelOf(key)).toBe(number);
      expect(met.levelOf('88888888888')).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

test('what was met before in a level is known again when the walk is resumed', async () => {
  const file = path.join(await ownFolder(), 'journal');
  const journal = await Journal.create(file, planFor(connectionTo('http://127.0.0.1:1'), {}));
  const before = new KeptWalk(journal);
  before.meet('1', level(1));
  const keys = before.keysOf(level(2));
  for (const key of ['1', '2', 'a customer without a userId, told by all that is said of it']) {
    expect(keys.has(key)).toBe(false);
    keys.add(key);
  }
  expect(before.meet('1', level(2))).toBe(false);
  expect(before.meet('2', level(2))).toBe(true);
  const noted = { ...record(before, 2), isOver: false, received: keys.size };
  const after = new KeptWalk(journal);
  after.restore(JSON.parse(JSON.stringify(noted)) as PageRecord);
  const again = after.keysOf(level(2));
  expect(again.size).toBe(3);
  for (const key of ['1', '2', 'a customer without a userId, told by all that is said of it'])
    expect(again.has(key)).toBe(true);
  expect(again.has('3')).toBe(false);
  await journal.close();
});
