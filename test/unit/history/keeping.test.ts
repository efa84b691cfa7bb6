import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/api/page';
import { createHistory } from '../../../src/history/history';
import { Keeping } from '../../../src/history/keeping';
import { maskingWhile } from '../../../src/privacy/masking';
import { memento } from '../memento';
import { notFound, page, query, record } from './records';

describe('the history on disk', () => {
  let root: string;
  let folder: string;
  let isMasked = false;
  let state = memento();
  let lines: string[] = [];
  let failures: string[] = [];
  let clock = 0;

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'history-'));
    folder = path.join(root, 'history');
    isMasked = false;
    state = memento();
    lines = [];
    failures = [];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A window: its history in memory, and what it keeps on disk. */
  function openWindow(mostEntries = 100) {
    const history = createHistory({ entries: () => 100, textLength: 1_000_000 });
    const write = (line: string) => lines.push(line);
    const keeping = new Keeping({
      folder,
      mostEntries: () => mostEntries,
      history,
      masking: maskingWhile(() => isMasked),
      globalState: state,
      log: { info: write, warn: write, error: write, show: () => undefined },
      cannotKeep: (code) => failures.push(code),
    });
    const add = async (answer: Answer, offset = 0) => {
      clock += 1;
      const entry = history.add(record(answer, { offset }), clock);
      if (entry !== undefined) await keeping.keep(entry);
    };
    const restore = async () => {
      history.restore(await keeping.restore(100));
      return history.entries();
    };
    return { history, keeping, add, restore };
  }

  const text = '{"entity":{"customers":[],"count":0}}';
  const answered = page({ text, body: JSON.parse(text) as Record<string, never>, count: 0 });

  it('comes back in the next window, with answers that are read when they are wanted', async () => {
    const before = openWindow();
    await before.add(answered, 1);
    await before.add(notFound, 2);
    const after = openWindow();
    const [failed, read] = await after.restore();
    expect([failed?.request.query.offset, read?.request.query.offset]).toEqual([2, 1]);
    expect(read?.answer).toBeUndefined();
    expect(await read?.stored?.read()).toEqual({
      answer: { ...answered, query: { ...query, offset: 1 } },
      json: { text, pointer: '' },
    });
    expect(await failed?.stored?.read()).toEqual({ answer: notFound });
    expect(lines).toEqual([]);
  });

  it('is joined by what was asked meanwhile, each entry once', async () => {
    const before = openWindow();
    await before.add(answered, 1);
    const after = openWindow();
    await after.add(answered, 2);
    const entries = await after.restore();
    expect(entries.map((entry) => entry.request.query.offset)).toEqual([2, 1]);
    expect(entries[0]?.answer).toBe(answered);
  });

  it('has an answer still that was dropped from memory', async () => {
    const { history, add } = openWindow();
    await add(answered);
    expect(history.entries()[0]?.stored).toBeDefined();
    await add(page({ text: 'x'.repeat(1_000_000) }));
    const [, dropped] = history.entries();
    expect(dropped?.answer).toBeUndefined();
    expect(await dropped?.stored?.read()).toHaveProperty('answer.text', text);
  });

  it('says so of an answer that had to go', async () => {
    const { history, add } = openWindow(1);
    await add(answered, 1);
    await add(answered, 2);
    const [newest, oldest] = history.entries();
    expect(newest?.stored).toBeDefined();
    expect(oldest?.stored).toBeUndefined();
    expect(await openWindow().restore()).toHaveLength(1);
  });

  it('leaves out what is broken, and says so in the log, once for each file', async () => {
    const before = openWindow();
    for (const offset of [1, 2, 3]) await before.add(answered, offset);
    const [first = '', second = ''] = readdirSync(folder).sort();
    writeFileSync(path.join(folder, first), '{"format":1');
    const whole = readFileSync(path.join(folder, second), 'utf8');
    writeFileSync(path.join(folder, second), whole.slice(0, whole.indexOf('\n') + 5));
    const entries = await openWindow().restore();
    expect(entries.map((entry) => entry.request.query.offset)).toEqual([3, 2]);
    expect(lines).toEqual([expect.stringContaining('broken')]);
    expect(lines.join()).not.toContain(query.identifierValue);
    // the second is found out when it is read
    expect(await entries[1]?.stored?.read()).toBeUndefined();
    expect(lines).toHaveLength(2);
  });

  it('goes on in memory where nothing can be written, and says so once', async () => {
    // a file is where the folder should be
    writeFileSync(folder, '');
    const { history, add, keeping, restore } = openWindow();
    for (const offset of [1, 2, 3]) await add(answered, offset);
    expect(history.entries()).toHaveLength(3);
    expect(failures).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(await restore()).toHaveLength(3);
    await expect(keeping.clear()).rejects.toThrow();
  });

  it('written while personal data is masked has the shape alone, and can be asked for again', async () => {
    isMasked = true;
    const before = openWindow();
    await before.add(page({ text: '{"entity":{"customers":[{"x":"Asha"}]}}' }));
    const [file = ''] = readdirSync(folder);
    const content = readFileSync(path.join(folder, file), 'utf8');
    expect(content).not.toContain(query.identifierValue);
    expect(content).not.toContain('Asha');
    isMasked = false;
    const [entry] = await openWindow().restore();
    expect(entry?.stored?.isMasked).toBe(true);
    expect(entry?.request.query.identifierValue).toBe(query.identifierValue);
    // another computer's settings would not know it
    state = memento();
    const [unknown] = await openWindow().restore();
    expect(unknown).toMatchObject({ isAskedMasked: true, value: '91•••••••577' });
  });

  it('is gone for all windows once it is cleared, with everything that was known of it', async () => {
    isMasked = true;
    const { history, add, keeping } = openWindow();
    await add(answered);
    const other = openWindow();
    const [kept] = await other.restore();
    history.clear();
    await keeping.clear();
    expect(readdirSync(folder)).toEqual([]);
    expect(state.keys()).toEqual([]);
    expect(await kept?.stored?.read()).toBeUndefined();
    expect(await openWindow().restore()).toEqual([]);
  });

  it('does not write what was cleared while it waited', async () => {
    const { history, keeping } = openWindow();
    const entry = history.add(record(answered), 1);
    const writing = entry && keeping.keep(entry);
    history.clear();
    await writing;
    await keeping.clear();
    expect(await openWindow().restore()).toEqual([]);
  });
});
