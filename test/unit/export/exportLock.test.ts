import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { exportFiles, realFile } from '../../../src/export/exportFiles';
import { HierarchyExport } from '../../../src/export/hierarchyExport';
import { discardLeft, lookAtLeft } from '../../../src/export/leftExport';
import { connectionTo } from '../api/loopback';
import { begun, ownFolder, planFor, resumed } from './exporting';

const plan = planFor(connectionTo('http://127.0.0.1:1'), {});
const noSeal = () => Promise.resolve(undefined);

test('what one window exports, no other one begins, resumes, offers or discards', async () => {
  const target = path.join(await ownFolder(), 'customers');
  const one = await begun(target, plan);
  const inUse = { kind: 'inUse' };
  expect(await HierarchyExport.begin(target, plan)).toEqual(inUse);
  expect(await HierarchyExport.resume(target, noSeal)).toEqual(inUse);
  expect(await lookAtLeft(target, noSeal)).toEqual(inUse);
  expect(await discardLeft(target)).toBe(false);
  await one.close();
  expect(await HierarchyExport.begin(target, plan)).toEqual({ kind: 'unfinished' });
  await (await resumed(target)).close();
  expect(await discardLeft(target)).toEqual({});
  expect(await readdir(path.dirname(target))).toEqual([]);
});

test.each(['its process is gone', 'nothing was heard of it for a minute'])(
  'a lock does not count once %s',
  async (why) => {
    const target = path.join(await ownFolder(), 'customers');
    await (await begun(target, plan)).close();
    const { lock } = exportFiles(target);
    const isGone = why === 'its process is gone';
    const pid = isGone ? spawnSync(process.execPath, ['--version']).pid : process.pid;
    await writeFile(lock, JSON.stringify({ host: hostname(), pid, id: 'another' }));
    const minuteAgo = new Date(Date.now() - 60_000);
    if (!isGone) await utimes(lock, minuteAgo, minuteAgo);
    const one = await resumed(target);
    expect(await HierarchyExport.resume(target, noSeal)).toEqual({ kind: 'inUse' });
    await one.close();
    expect((await readdir(path.dirname(target))).sort()).toEqual([
      'customers.export-journal',
      'customers.export-part',
    ]);
  },
);

test('whoever looks at what was left changes nothing of it', async () => {
  const target = path.join(await ownFolder(), 'customers');
  await (await begun(target, plan)).close();
  const { journal, lines } = exportFiles(target);
  await writeFile(journal, '{"torn', { flag: 'a' });
  await writeFile(lines, 'and more', { flag: 'a' });
  const before = await readFile(journal, 'utf8');
  expect(await lookAtLeft(target, noSeal)).toEqual({ kind: 'unfinished', customers: 0 });
  expect(await readFile(journal, 'utf8')).toBe(before);
  expect((await stat(lines)).size).toBe('and more'.length);
});

test('a file is the same whichever way leads to it', async () => {
  const folder = await ownFolder();
  expect(await realFile(path.join(folder, '.', 'no', '..', 'file'))).toBe(
    await realFile(path.join(folder, 'file')),
  );
});
