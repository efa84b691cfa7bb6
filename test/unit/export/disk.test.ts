import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CustomersApi } from '../../../src/api/page';
import { exportFiles } from '../../../src/export/exportFiles';
import { HierarchyExport } from '../../../src/export/hierarchyExport';
import { SHOWCASE_MOBILE } from '../../../src/sandbox/showcase';
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

const plan = () => planFor(sandbox.connection, { identifierValue: SHOWCASE_MOBILE, limit: 5 });

test('a file that is there stays as it is until the whole export takes its place', async () => {
  const { client } = sandbox.client();
  const target = path.join(await ownFolder(), 'customers.ndjson');
  await writeFile(target, 'what was there');
  const controller = new AbortController();
  const one = await begun(target, plan());
  const end = await run(one, client, sandbox.connection, {
    signal: controller.signal,
    told: ({ pages }) => pages > 3 && controller.abort(),
  });
  expect(end.kind).toBe('cancelled');
  expect(await readFile(target, 'utf8')).toBe('what was there');
  expect((await run(await resumed(target), client, sandbox.connection)).kind).toBe('done');
  expect(await readFile(target, 'utf8')).toContain('"line":1,');
});

test('a window that closes leaves the file as it was, and all that came beside it', async () => {
  const { client, settings } = sandbox.client();
  const folder = await ownFolder();
  const target = path.join(folder, 'customers.ndjson');
  await writeFile(target, 'what was there');
  // what then waits for its turn is dropped, as whatever is under way
  settings.requestsPerMinute = 8;
  const one = await begun(target, plan());
  const end = await run(one, client, sandbox.connection, {
    waiting: (wait) => wait !== undefined && client.dispose(),
  });
  expect(end.kind).toBe('cancelled');
  expect(await readFile(target, 'utf8')).toBe('what was there');
  const { client: next } = sandbox.client();
  expect((await run(await resumed(target), next, sandbox.connection)).kind).toBe('done');
  const { text } = await exported(path.join(folder, 'whole'), plan(), next, sandbox.connection);
  expect(await readFile(target, 'utf8')).toBe(text);
});

/** Answers so many pages, and fails from then on, in a way that may be of one question alone. */
function failingAfter(api: CustomersApi, pages: number, kind: 'timeout' | 'invalidQuery') {
  let come = 0;
  const failing: CustomersApi = {
    page: async (...asked) => {
      if (come++ < pages) return api.page(...asked);
      return kind === 'timeout' ? { kind, seconds: 1 } : { kind, problems: [] };
    },
  };
  return failing;
}

test.each(['timeout', 'invalidQuery'] as const)(
  'where the first question fails, a file that is there stays as it is: %s',
  async (kind) => {
    const { client } = sandbox.client();
    const target = path.join(await ownFolder(), 'customers.ndjson');
    await writeFile(target, 'what was there');
    const one = await begun(target, plan());
    const end = await run(one, failingAfter(client, 0, kind), sandbox.connection);
    expect(end).toMatchObject({ kind: 'stopped', error: { kind } });
    expect(await readFile(target, 'utf8')).toBe('what was there');
    expect((await run(await resumed(target), client, sandbox.connection)).kind).toBe('done');
  },
);

test('where the last questions fail, they are asked again when it is resumed', async () => {
  const { client, records } = sandbox.client();
  const folder = await ownFolder();
  const { text, end: whole } = await exported(
    path.join(folder, 'whole'),
    plan(),
    client,
    sandbox.connection,
  );
  expect(records.length).toBeGreaterThan(4);
  const target = path.join(folder, 'customers.ndjson');
  await writeFile(target, 'what was there');
  const one = await begun(target, plan());
  const failing = failingAfter(client, whole.summary.pages - 2, 'timeout');
  const end = await run(one, failing, sandbox.connection, { concurrentRequests: 1 });
  expect(end.kind).toBe('stopped');
  expect(await readFile(target, 'utf8')).toBe('what was there');
  expect((await run(await resumed(target), client, sandbox.connection)).kind).toBe('done');
  expect(await readFile(target, 'utf8')).toBe(text);
});

test('where nothing can be written, nobody is asked', async () => {
  const folder = await ownFolder();
  await mkdir(path.join(folder, 'a folder'));
  const start = (file: string) => HierarchyExport.begin(path.join(folder, file), plan());
  expect(await start('a folder')).toEqual({ kind: 'notWritable', code: 'EISDIR' });
  expect(await start('not there/file')).toEqual({ kind: 'notWritable', code: 'ENOENT' });
  const one = await begun(path.join(folder, 'file'), plan());
  await one.close();
  expect(await start('file')).toEqual({ kind: 'unfinished' });
});

/** The disk is full from now on, for whatever is open, until the test is over or it is restored. */
async function fullDisk(folder: string) {
  const probe = await open(path.join(folder, 'probe'), 'w');
  const handles = Object.getPrototypeOf(probe) as Pick<FileHandle, 'writev' | 'writeFile'>;
  await probe.close();
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  const spies = [
    vi.spyOn(handles, 'writev').mockImplementation(full),
    vi.spyOn(handles, 'writeFile').mockImplementation(full),
  ];
  const restore = () => spies.forEach((spy) => spy.mockRestore());
  onTestFinished(restore);
  return { restore };
}

test('a full disk loses nothing', async () => {
  const { client } = sandbox.client();
  const folder = await ownFolder();
  const target = path.join(folder, 'customers.ndjson');
  const { text } = await exported(path.join(folder, 'whole'), plan(), client, sandbox.connection);
  const one = await begun(target, plan());
  const { restore } = await fullDisk(folder);
  const end = await run(one, client, sandbox.connection);
  expect(end).toMatchObject({ kind: 'notWritten', code: 'ENOSPC' });
  restore();
  expect((await run(await resumed(target), client, sandbox.connection)).kind).toBe('done');
  expect(await readFile(target, 'utf8')).toBe(text);
});

test('a disk that is full at the start leaves nothing behind', async () => {
  const folder = await ownFolder();
  const target = path.join(folder, 'customers.ndjson');
  const { restore } = await fullDisk(folder);
  expect(await HierarchyExport.begin(target, plan())).toEqual({
    kind: 'notWritable',
    code: 'ENOSPC',
  });
  restore();
  expect(await readdir(folder)).toEqual(['probe']);
});

test.each(writtenFormats)('lines that a power cut emptied are not left out: %s', async (format) => {
  const { client } = sandbox.client();
  const target = path.join(await ownFolder(), 'customers');
  await writeFile(target, 'what was there');
  const controller = new AbortController();
  await run(await begun(target, { ...plan(), format }), client, sandbox.connection, {
    signal: controller.signal,
    told: ({ pages }) => pages > 3 && controller.abort(),
  });
  const { lines } = exportFiles(target);
  const text = await readFile(lines, 'utf8');
  const second = text.indexOf('\n') + 1;
  const third = text.indexOf('\n', second);
  await writeFile(lines, text.slice(0, second) + '\0'.repeat(third - second) + text.slice(third));
  expect((await run(await resumed(target), client, sandbox.connection)).kind).toBe('damaged');
  expect(await readFile(target, 'utf8')).toBe('what was there');
});

test('what is no fault of the disk is not said to be one', async () => {
  const { client } = sandbox.client();
  const target = path.join(await ownFolder(), 'customers.ndjson');
  const error = new TypeError('a fault');
  const end = await run(await begun(target, plan()), client, sandbox.connection, {
    told: () => {
      throw error;
    },
  });
  expect(end).toMatchObject({ kind: 'failed', error });
});

// without such rights, Windows goes by those of the folder
describe.skipIf(process.platform === 'win32')('what somebody put beside the file', () => {
  const csv = () => ({ ...plan(), format: 'csv' as const });

  test('is not written into', async () => {
    const { client } = sandbox.client();
    const folder = await ownFolder();
    const target = path.join(folder, 'customers.csv');
    const somebodys = path.join(folder, 'somebodys');
    await writeFile(somebodys, 'of somebody');
    await symlink(somebodys, exportFiles(target).whole);
    expect((await run(await begun(target, csv()), client, sandbox.connection)).kind).toBe('done');
    expect(await readFile(somebodys, 'utf8')).toBe('of somebody');
    expect((await lstat(target)).isFile()).toBe(true);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
  });

  test.each(['lines', 'journal'] as const)('is not followed when it is resumed: %s', async (of) => {
    const folder = await ownFolder();
    const target = path.join(folder, 'customers.csv');
    await (await begun(target, csv())).close();
    const somebodys = path.join(folder, 'somebodys');
    await rename(exportFiles(target)[of], somebodys);
    await symlink(somebodys, exportFiles(target)[of]);
    await expect(resumed(target)).rejects.toMatchObject({ code: 'ELOOP' });
  });

  test('is not followed where pages are kept for later', async () => {
    const { client } = sandbox.client();
    const folder = await ownFolder();
    const target = path.join(folder, 'customers.csv');
    const one = await begun(target, csv());
    const somebodys = path.join(folder, 'somebodys');
    await writeFile(somebodys, 'of somebody');
    await symlink(somebodys, exportFiles(target).pages);
    const end = await run(one, client, sandbox.connection);
    expect(end).toMatchObject({ kind: 'notWritten', code: 'ELOOP' });
    expect(await readFile(somebodys, 'utf8')).toBe('of somebody');
  });

  test('is for its user alone once it is resumed', async () => {
    const target = path.join(await ownFolder(), 'customers.csv');
    await (await begun(target, csv())).close();
    const { lines, journal } = exportFiles(target);
    for (const file of [lines, journal]) await chmod(file, 0o666);
    await (await resumed(target)).close();
    for (const file of [lines, journal]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
