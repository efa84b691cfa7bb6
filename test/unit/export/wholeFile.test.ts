import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { putWhole } from '../../../src/export/wholeFile';
import { ownFolder } from './exporting';

const bytes = new TextEncoder().encode('whole');

test('a picture takes the place of what was there, and is not written through a link', async () => {
  const folder = await ownFolder();
  const target = path.join(folder, 'map.png');
  const elsewhere = path.join(folder, 'elsewhere');
  await writeFile(target, 'before');
  await writeFile(elsewhere, 'of somebody');
  await symlink(elsewhere, `${target}.export-whole`);
  await putWhole(target, bytes);
  expect(await readFile(target, 'utf8')).toBe('whole');
  expect(await readFile(elsewhere, 'utf8')).toBe('of somebody');
  expect((await readdir(folder)).sort()).toEqual(['elsewhere', 'map.png']);
  if (process.platform !== 'win32') expect((await stat(target)).mode & 0o077).toBe(0);
});

test('a picture that cannot be put in its place leaves nothing beside it', async () => {
  const folder = await ownFolder();
  const target = path.join(folder, 'map.png');
  await mkdir(path.join(target, 'full'), { recursive: true });
  await expect(putWhole(target, bytes)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['map.png']);
});
