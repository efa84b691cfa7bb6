import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptFiles } from '../../../src/history/keptFiles';

const idAt = (time: number) => `${String(time).padStart(15, '0')}-0000-0123abcd`;

describe('files of the history', () => {
  let root: string;
  let folder: string;
  let entries = 10;
  const files = (bytes = 1_000_000) => new KeptFiles(folder, { entries: () => entries, bytes });

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'history-'));
    folder = path.join(root, 'history');
    entries = 10;
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are as they were written, the newest first', async () => {
    const kept = files();
    expect(await kept.ids()).toEqual([]);
    const long = `${'x'.repeat(40_000)}é`;
    await kept.write(idAt(1), `${long}\n{"a":"é\r\n"}`);
    await kept.write(idAt(2), 'one line');
    expect(await kept.ids()).toEqual([idAt(2), idAt(1)]);
    expect(await kept.read(idAt(1))).toBe(`${long}\n{"a":"é\r\n"}`);
    expect(await kept.firstLine(idAt(1))).toBe(long);
    expect(await kept.firstLine(idAt(2))).toBe('one line');
    expect(await kept.usage()).toEqual({ entries: 2, bytes: 40_002 + 1 + 12 + 8 });
  });

  it('are for nobody else who uses the computer', async () => {
    await files().write(idAt(1), 'text');
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(path.join(folder, `${idAt(1)}.answer`)).mode & 0o077).toBe(0);
  });

  it('are no more than allowed: the oldest go first, and are named', async () => {
    const kept = files();
    entries = 2;
    expect(await kept.write(idAt(3), '3')).toEqual([]);
    await kept.write(idAt(1), '1');
    expect(await kept.write(idAt(2), '2')).toEqual([idAt(1)]);
    expect(await kept.ids()).toEqual([idAt(3), idAt(2)]);
  });

  it('of what nobody waited for go before the others, beyond a quarter of what is kept', async () => {
    const kept = files();
    entries = 4;
    await kept.write(idAt(1), '1');
    for (const time of [2, 3, 4]) await kept.write(`${idAt(time)}-b`, String(time));
    expect(await kept.write(`${idAt(5)}-b`, '5')).toEqual([`${idAt(2)}-b`]);
    expect(await kept.write(idAt(6), '6')).toEqual([`${idAt(3)}-b`]);
    expect(await kept.ids()).toEqual([idAt(6), `${idAt(5)}-b`, `${idAt(4)}-b`, idAt(1)]);
  });

  it('of what nobody waited for go before the others, beyond a quarter of the room', async () => {
    const kept = files(40);
    entries = 100;
    await kept.write(idAt(1), 'asked for');
    for (let time = 2; time < 9; time++) await kept.write(`${idAt(time)}-b`, '12345');
    expect(await kept.write(idAt(9), 'asked for')).toEqual([`${idAt(4)}-b`, `${idAt(3)}-b`]);
    // of pages that are larger than the quarter the newest stays
    await kept.write(`${idAt(10)}-b`, '1234567890123456789');
    await kept.write(`${idAt(11)}-b`, '1234567890123456789');
    expect(await kept.ids()).toEqual([`${idAt(11)}-b`, idAt(9), idAt(1)]);
  });

  it('are no larger than allowed, all of them together', async () => {
    const kept = files(10);
    await kept.write(idAt(1), '1234');
    await kept.write(idAt(2), '1234');
    expect(await kept.write(idAt(3), '1234')).toEqual([idAt(1)]);
    expect(await kept.write(idAt(4), '12345678')).toEqual([idAt(3), idAt(2)]);
    expect(await kept.usage()).toEqual({ entries: 1, bytes: 8 });
  });

  it('are shared by windows, none of which harms what another has written', async () => {
    const one = files();
    const other = files();
    await Promise.all(
      [1, 2, 3, 4].map((time) => (time % 2 === 0 ? one : other).write(idAt(time), String(time))),
    );
    expect(await one.ids()).toEqual(await other.ids());
    expect(await one.ids()).toHaveLength(4);
    for (const time of [1, 2, 3, 4]) expect(await one.read(idAt(time))).toBe(String(time));
    await one.clear();
    expect(await other.ids()).toEqual([]);
    expect(await other.read(idAt(1))).toBeUndefined();
    expect(await other.firstLine(idAt(1))).toBeUndefined();
    await other.write(idAt(5), '5');
    expect(await one.ids()).toEqual([idAt(5)]);
  });

  it('leave alone what is not theirs, and clean up after a window that was closed while it wrote', async () => {
    const kept = files();
    await kept.write(idAt(1), '1');
    for (const name of ['notes.txt', 'old.part', 'young.part', 'x.answer'])
      writeFileSync(path.join(folder, name), '');
    const yesterday = Date.now() / 1000 - 86_400;
    utimesSync(path.join(folder, 'old.part'), yesterday, yesterday);
    entries = 1;
    await kept.write(idAt(2), '2');
    expect(readdirSync(folder).sort()).toEqual(
      [`${idAt(2)}.answer`, 'notes.txt', 'x.answer', 'young.part'].sort(),
    );
    await kept.clear();
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', 'x.answer']);
  });

  it('appear whole or not at all', async () => {
    const kept = files();
    await kept.write(idAt(1), '1');
    if (process.getuid?.() !== 0 && process.platform !== 'win32') {
      chmodSync(folder, 0o500);
      await expect(kept.write(idAt(2), '2')).rejects.toThrow('EACCES');
      chmodSync(folder, 0o700);
    }
    // something is where the file should go
    const blocked = new KeptFiles(path.join(folder, `${idAt(1)}.answer`), {
      entries: () => 1,
      bytes: 1,
    });
    await expect(blocked.write(idAt(2), '2')).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(readdirSync(folder)).toEqual([`${idAt(1)}.answer`]);
  });
});
