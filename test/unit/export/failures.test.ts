import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import type { CustomersApi } from '../../../src/api/page';
import { queryPath, type ChildrenQuery } from '../../../src/api/query';
import { exportFiles } from '../../../src/export/exportFiles';
import type { ExportFormat } from '../../../src/export/exportPlan';
import { lookAtLeft } from '../../../src/export/leftExport';
import { newSealKey, sealWith } from '../../../src/export/seal';
import { odd } from '../../../src/sandbox/oddities';
import { SHOWCASE_COMPANY, SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
import {
  begun,
  exported,
  ownFolder,
  planFor,
  resumed,
  run,
  useSandbox,
  writtenFormats,
} from './exporting';

const sandbox = useSandbox({ customers: 100 });
const showcase = { identifierValue: SHOWCASE_MOBILE, limit: 5 };

const failures: readonly ApiError[] = [
  { kind: 'timeout', seconds: 1 },
  { kind: 'unreachable', cause: 'reset', code: 'ECONNRESET' },
  { kind: 'tooLarge', limitMegabytes: 1 },
];

/** It may be of one question alone, or of the connection. */
const timeout: ApiError = { kind: 'timeout', seconds: 1 };

/** Fails for these questions, each in a way of its own, and tells what was answered. */
function failing(
  api: CustomersApi,
  isFailing: (query: ChildrenQuery) => boolean,
  ways: readonly ApiError[] = failures,
) {
  const answered: string[] = [];
  const one: CustomersApi = {
    page: async (to, query, options) => {
      if (isFailing(query)) return ways[drawn(query, 0, ways.length)] ?? { kind: 'cancelled' };
      const answer = await api.page(to, query, options);
      if (answer.kind === 'page') answered.push(queryPath(query));
      return answer;
    },
  };
  return { api: one, answered };
}

/** A number that the question has in a run. */
function drawn(query: ChildrenQuery, salt: number, below: number): number {
  const hash = createHash('sha256')
    .update(`${salt} ${queryPath(query)}`)
    .digest();
  return hash.readUInt32LE() % below;
}

const isFirst = ({ identifierValue, offset }: ChildrenQuery, asked: { identifierValue: string }) =>
  identifierValue === asked.identifierValue && offset === 0;

describe.each([
  ['a customer', showcase],
  [
    'a company',
    {
      associationEntityType: 'company',
      identifierType: 'externalId',
      identifierValue: SHOWCASE_COMPANY,
      limit: 7,
    },
  ],
  ['a circle', { identifierValue: odd.cycle, limit: 1 }],
] as const)('pages that fail anywhere, and are asked for again: %s', (_whose, asked) => {
  test.each(writtenFormats)('it ends with the same content: %s', async (format) => {
    const folder = await ownFolder();
    const { client } = sandbox.client();
    const plan = planFor(sandbox.connection, asked, { format });
    const whole = path.join(folder, 'whole');
    const { text, end: wholeEnd } = await exported(whole, plan, client, sandbox.connection);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(2, 3, 8), fc.constantFrom(4, 1000)), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom(1, 4),
        async (rounds, concurrentRequests) => {
          const target = path.join(folder, String(runs++));
          let one = await begun(target, plan);
          for (const [salt, oneIn, cutAfter] of rounds) {
            const { api, answered } = failing(
              client,
              (query) => !isFirst(query, asked) && drawn(query, salt, oneIn) === 0,
            );
            const controller = new AbortController();
            const end = await run(one, api, sandbox.connection, {
              signal: controller.signal,
              concurrentRequests,
              told: () => answered.length >= cutAfter && controller.abort(),
            });
            expect(['done', 'incomplete', 'cancelled']).toContain(end.kind);
            if (end.kind === 'done') break;
            one = await resumed(target);
          }
          await one.close();
          // one that was cut has to be gone through before those that failed are asked for again
          for (let round = 0; round < 2 && !existsSync(target); round++) {
            const end = await run(await resumed(target), client, sandbox.connection);
            if (end.kind === 'done') expect(end.summary).toEqual(wholeEnd.summary);
          }
          expect(await readFile(target, 'utf8')).toBe(text);
          const names = await readdir(folder);
          expect(names.filter((name) => name.startsWith(path.basename(target) + '.'))).toEqual([]);
        },
      ),
      { numRuns: 5 },
    );
  });
});

/** Exports all but what is below one customer, the last or one in between. */
async function withoutOne(format: ExportFormat, isLast: boolean) {
  const folder = await ownFolder();
  const { client, records } = sandbox.client();
  const plan = planFor(sandbox.connection, showcase, { format });
  const { text } = await exported(path.join(folder, 'whole'), plan, client, sandbox.connection);
  const asked = records.map(({ query }) => query).filter(({ offset }) => offset === 0);
  const failed = asked.at(isLast ? -1 : 5);
  const target = path.join(folder, 'customers');
  const broken = failing(client, (query) => query.identifierValue === failed?.identifierValue, [
    timeout,
  ]);
  const one = await begun(target, plan);
  const end = await run(one, broken.api, sandbox.connection, { concurrentRequests: 1 });
  expect(end).toMatchObject({ kind: 'incomplete', summary: { failed: { count: 1 } } });
  expect(existsSync(target)).toBe(false);
  return { target, text, client, end, answered: broken.answered };
}

test.each(writtenFormats)(
  'asks again for what failed and what is below it alone: %s',
  async (format) => {
    const { target, text, client, answered } = await withoutOne(format, false);
    expect(await lookAtLeft(target, () => Promise.resolve(undefined))).toMatchObject({ failed: 1 });
    const again = failing(client, () => false);
    const kept: number[] = [];
    const end = await run(await resumed(target), again.api, sandbox.connection, {
      told: (progress) => kept.push(progress.kept),
    });
    expect(end.kind).toBe('done');
    expect(await readFile(target, 'utf8')).toBe(text);
    expect(again.answered.length).toBeGreaterThan(0);
    expect(again.answered.filter((one) => answered.includes(one))).toEqual([]);
    expect(kept.at(-1)).toBeGreaterThan(5);
  },
);

test.each(writtenFormats)(
  'is finished without what fails each time, and says so: %s',
  async (format) => {
    const { target, text, client, end } = await withoutOne(format, true);
    const { reason = '', path: above = [] } = end.summary.failed.items[0] ?? {};
    expect(reason).not.toBe('');
    const broken = failing(client, () => true);
    const finished = await run(
      await resumed(target, undefined, 'leaveOut'),
      broken.api,
      sandbox.connection,
    );
    expect(finished).toMatchObject({ kind: 'done', summary: { failed: { count: 1 } } });
    const made = await readFile(target, 'utf8');
    expect(made).not.toBe(text);
    expect(await readdir(path.dirname(target))).toEqual(['customers', 'whole']);
    if (format === 'json')
      expect(JSON.parse(made)).toMatchObject({
        notRead: { count: 1, levels: [{ path: above, received: 0, reason }] },
      });
    if (format === 'svg') expect(made).toContain('>Could not be read</text>');
    if (format === 'markdown')
      expect(made).toContain('> Not complete: the children of 1 customer could not be read.');
  },
);

test('many in a row that fail are no fault of the connection as long as it answers', async () => {
  const { client } = sandbox.client();
  const target = path.join(await ownFolder(), 'customers');
  const plan = planFor(sandbox.connection, { ...showcase, limit: 50 });
  const broken = failing(client, (query) => !isFirst(query, showcase), [timeout]);
  const end = await run(await begun(target, plan), broken.api, sandbox.connection);
  expect(end).toMatchObject({ kind: 'incomplete', summary: { customers: 14 } });
  expect(end.summary.failed.count).toBeGreaterThan(8);
});

test('pages that are kept for later say nothing of anybody while personal data is masked', async () => {
  const { client } = sandbox.client();
  const folder = await ownFolder();
  const target = path.join(folder, 'customers');
  const plan = planFor(sandbox.connection, showcase, { masked: true });
  const { text } = await exported(path.join(folder, 'whole'), plan, client, sandbox.connection);
  const key = newSealKey();
  const seal = sealWith(key);
  if (seal === undefined) throw new Error('No seal.');
  const broken = failing(client, (query) => drawn(query, 1, 4) === 0 && !isFirst(query, showcase));
  const one = await begun(target, plan, { key: 'k1', seal });
  const end = await run(one, broken.api, sandbox.connection);
  expect(end.kind).toBe('incomplete');
  const pages = await readFile(exportFiles(target).pages, 'utf8');
  expect(pages.length).toBeGreaterThan(1000);
  expect(pages).not.toMatch(/userId|firstName|[?&]identifier/);
  expect(
    (await run(await resumed(target, () => Promise.resolve(seal)), client, sandbox.connection))
      .kind,
  ).toBe('done');
  expect(await readFile(target, 'utf8')).toBe(text);
});
