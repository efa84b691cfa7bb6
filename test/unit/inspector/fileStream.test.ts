import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { streamInto } from '../../../src/inspector/fileStream';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'file-stream-'));
  file = path.join(folder, 'answer.json');
  onTestFinished(() => rm(folder, { recursive: true }));
});

const isSaved = ({ kind }: { readonly kind: string }) => kind === 'saved';
const bytes = (text: string) => new TextEncoder().encode(text);

test('what comes takes the place of the file once it is whole', async () => {
  await writeFile(file, 'before');
  const result = await streamInto(
    file,
    () => undefined,
    async (receive) => {
      await receive(bytes('{"a":'));
      expect(await readFile(file, 'utf8')).toBe('before');
      await receive(bytes('1}'));
      return { kind: 'saved' };
    },
    isSaved,
  );
  expect(result).toEqual({ kind: 'saved' });
  expect(await readFile(file, 'utf8')).toBe('{"a":1}');
  expect(await readdir(folder)).toEqual(['answer.json']);
});

test('what was there stays, and nothing beside it, where it fails', async () => {
  await writeFile(file, 'before');
  const half = async (receive: (piece: Uint8Array) => Promise<void>) => {
    await receive(bytes('{"a":'));
    return { kind: 'cancelled' };
  };
  expect(await streamInto(file, () => undefined, half, isSaved)).toEqual({ kind: 'cancelled' });
  const broken = async (receive: (piece: Uint8Array) => Promise<void>) => {
    await half(receive);
    throw new Error('broken');
  };
  await expect(streamInto(file, () => undefined, broken, isSaved)).rejects.toThrow('broken');
  expect(await readFile(file, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['answer.json']);
  const nowhere = path.join(folder, 'missing', 'answer.json');
  await expect(streamInto(nowhere, () => undefined, half, isSaved)).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
