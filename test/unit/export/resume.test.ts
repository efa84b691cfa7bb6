import { existsSync } from 'node:fs';
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomersApi } from '../../../src/api/page';
import { exportFiles } from '../../../src/export/exportFiles';
import type { ExportFormat, ExportPlan } from '../../../src/export/exportPlan';
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

const sandbox = useSandbox({ customers: 6000, roles: 5, seed: 3 });

const showcase = { identifierValue: SHOWCASE_MOBILE, limit: 5 };

function planOf(format: ExportFormat, more: Partial<ExportPlan> = {}): ExportPlan {
  return planFor(sandbox.connection, showcase, { format, ...more });
}

/** Stops the export once so many pages have come; as a lost network would, or as somebody who cancels. */
function cutAfter(api: CustomersApi, pages: number, how: 'cancel' | 'network') {
  const controller = new AbortController();
  let come = 0;
  const cut: CustomersApi = {
    page: async (...asked) => {
      const answer = await api.page(...asked);
      if (++come <= pages) return answer;
      if (how === 'network') return { kind: 'unreachable', cause: 'network', code: 'ENETDOWN' };
      controller.abort();
      return answer;
    },
  };
  return { cut, signal: controller.signal };
}

test.each([
  ['a customer', showcase],
  [
    'a customer that is listed itself',
    { ...showcase, associationEntityType: 'parentChildCustomer' },
  ],
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
] as const)(
  'cut anywhere, again and again, it ends with the same content: %s',
  async (_whose, asked) => {
    const folder = await ownFolder();
    const { client } = sandbox.client();
    const whole = path.join(folder, 'whole');
    const plan = planFor(sandbox.connection, asked);
    const { text: expected, end: expectedEnd } = await exported(
      whole,
      plan,
      client,
      sandbox.connection,
    );
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(9), fc.constantFrom('cancel', 'network')), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom(1, 4),
        async (cuts, concurrentRequests) => {
          const target = path.join(folder, String(runs++));
          let one = await begun(target, plan);
          for (const [pages, how] of cuts) {
            const { cut, signal } = cutAfter(client, pages, how);
            const end = await run(one, cut, sandbox.connection, { signal, concurrentRequests });
            if (end.kind === 'done') break;
            expect(end.kind).toBe(how === 'cancel' ? 'cancelled' : 'stopped');
            one = await resumed(target);
          }
          const end = existsSync(target) ? undefined : await run(one, client, sandbox.connection);
          await one.close();
          if (end !== undefined) {
            expect(end.kind).toBe('done');
            expect(end.summary).toEqual(expectedEnd.summary);
          }
          expect(await readFile(target, 'utf8')).toBe(expected);
        },
      ),
      { numRuns: 10 },
    );
  },
);

test.each(writtenFormats)(
  'whatever of its files reached the disk, torn lines too, it ends with the same content: %s',
  async (format) => {
    const folder = await ownFolder();
    const { client } = sandbox.client();
    const plan = planOf(format);
    const { text: expected } = await exported(
      path.join(folder, 'whole'),
      plan,
      client,
      sandbox.connection,
    );
    const begunTarget = path.join(folder, 'begun');
    // all that a run leaves behind just before its last step
    const one = await begun(begunTarget, plan);
    await mkdir(begunTarget);
    expect((await run(one, client, sandbox.connection)).kind).toBe('notWritten');
    const left = exportFiles(begunTarget);
    const journalBytes = (await stat(left.journal)).size;
    const linesBytes = (await stat(left.lines)).size;
    const { end: start } = await headEnd(left.journal);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: journalBytes }),
        fc.nat(linesBytes),
        fc.boolean(),
        async (journalCut, linesCut, isTorn) => {
          const target = path.join(folder, `cut ${runs++}`);
          const files = exportFiles(target);
          await copyFile(left.journal, files.journal);
          await copyFile(left.lines, files.lines);
          // what is said to be whole is on the disk
          const isWhole = journalCut >= journalBytes - 1;
          if (isWhole && format !== 'ndjson') await copyFile(left.whole, files.whole);
          await truncate(files.journal, journalCut);
          if (!isWhole) await truncate(files.lines, linesCut);
          if (isTorn && !isWhole) await writeFile(files.journal, '{"kind":"pa', { flag: 'a' });
          const end = await run(await resumed(target), client, sandbox.connection);
          expect(end.kind).toBe('done');
          expect(await readFile(target, 'utf8')).toBe(expected);
          const names = (await readdir(folder)).filter((name) =>
            name.startsWith(`cut ${runs - 1}`),
          );
          expect(names).toEqual([path.basename(target)]);
        },
      ),
      { numRuns: 10 },
    );
  },
);

async function headEnd(journal: string): Promise<{ readonly end: number }> {
  const bytes = await readFile(journal);
  return { end: bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1 };
}

/** All that a run leaves behind when the last step fails. */
async function leftBeforeLastStep(target: string, format: ExportFormat, api: CustomersApi) {
  const one = await begun(target, planOf(format));
  await mkdir(target);
  expect((await run(one, api, sandbox.connection)).kind).toBe('notWritten');
  await rm(target, { recursive: true });
  const files = exportFiles(target);
  return { files, whole: format === 'ndjson' ? files.lines : files.whole };
}

test.each(['json', 'ndjson'] as const)(
  'when it ended between its last two steps, nothing is lost and nobody is asked: %s',
  async (format) => {
    const { client, records } = sandbox.client();
    const target = path.join(await ownFolder(), 'customers');
    const { whole } = await leftBeforeLastStep(target, format, client);
    // the file is in its place, the journal still there
    await rename(whole, target);
    const asked = records.length;
    const text = await readFile(target, 'utf8');
    // whoever looks what is there changes nothing
    await (await resumed(target)).close();
    const one = await resumed(target);
    const { customers } = one.progress;
    expect(customers).toBeGreaterThan(20);
    const end = await run(one, client, sandbox.connection);
    expect(end).toMatchObject({ kind: 'done', summary: { customers } });
    expect(records).toHaveLength(asked);
    expect(await readFile(target, 'utf8')).toBe(text);
    expect(await readdir(path.dirname(target))).toEqual(['customers']);
  },
);

test.each(['json', 'ndjson'] as const)(
  'where the whole file was tidied away before its last step, it is made again: %s',
  async (format) => {
    const { client, records } = sandbox.client();
    const target = path.join(await ownFolder(), 'customers');
    const { whole } = await leftBeforeLastStep(target, format, client);
    const text = await readFile(whole, 'utf8');
    await rm(whole);
    const asked = records.length;
    expect((await run(await resumed(target), client, sandbox.connection)).kind).toBe('done');
    expect(await readFile(target, 'utf8')).toBe(text);
    // of JSON the lines are there
    expect(records.length > asked).toBe(format === 'ndjson');
  },
);

test('goes on in the source that it was begun in, whatever the connection says now', async () => {
  const { client, records } = sandbox.client();
  const target = path.join(await ownFolder(), 'customers');
  const company = {
    associationEntityType: 'company',
    identifierType: 'externalId',
    identifierValue: SHOWCASE_COMPANY,
    limit: 7,
  } as const;
  const { query, ...plan } = planFor(sandbox.connection, company);
  const { source, ...withoutSource } = query;
  expect(source).toBe('ALL');
  const one = await begun(target, { ...plan, query: withoutSource });
  const { cut, signal } = cutAfter(client, 1, 'cancel');
  await run(one, cut, sandbox.connection, { signal, concurrentRequests: 1 });
  const before = records.length;
  const other = { ...sandbox.connection, defaultSource: 'WEB_ENGAGE', defaultAccountId: '7' };
  await run(await resumed(target), client, other);
  const ofChildren = records
    .slice(before)
    .filter((record) => record.query.associationEntityType !== 'company');
  const sources = new Set(ofChildren.map((record) => record.query.source));
  expect(sources).toEqual(new Set([sandbox.connection.defaultSource]));
});

test('a journal of masked data says nothing of anybody, and is resumed with its key alone', async () => {
  const folder = await ownFolder();
  const { client } = sandbox.client();
  const plan = planOf('ndjson', { masked: true });
  const { text: expected } = await exported(
    path.join(folder, 'whole'),
    plan,
    client,
    sandbox.connection,
  );
  expect(expected).toContain('"masked":true');
  const target = path.join(folder, 'masked.ndjson');
  const key = newSealKey();
  const seal = sealWith(key);
  if (seal === undefined) throw new Error('No seal.');
  const { cut, signal } = cutAfter(client, 3, 'cancel');
  await run(await begun(target, plan, { key: 'k1', seal }), cut, sandbox.connection, { signal });
  const files = exportFiles(target);
  const written = (await readFile(files.journal, 'utf8')) + (await readFile(files.lines, 'utf8'));
  const open = path.join(folder, 'open.ndjson');
  const { text } = await exported(open, planOf('ndjson'), client, sandbox.connection);
  const personal = text
    .split('\n')
    .flatMap((line) => [...line.matchAll(/"(?:value|firstName|lastName)":"([^"]{4,})"/g)])
    .map(([, value = '']) => value);
  expect(personal.length).toBeGreaterThan(20);
  for (const value of [SHOWCASE_MOBILE, ...personal]) {
    expect(written).not.toContain(value);
    expect(expected).not.toContain(value);
  }
  const { HierarchyExport } = await import('../../../src/export/hierarchyExport');
  const none = await HierarchyExport.resume(target, () => Promise.resolve(undefined));
  expect(none.kind).toBe('sealed');
  const end = await run(
    await resumed(target, (id) => Promise.resolve(id === 'k1' ? seal : undefined)),
    client,
    sandbox.connection,
  );
  expect(end.kind).toBe('done');
  expect(await readFile(target, 'utf8')).toBe(expected);
});
