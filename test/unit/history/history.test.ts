import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import { createHistory } from '../../../src/history/history';
import { exchange, notFound, page, query, record, refused } from './records';

const NOW = 1_700_000_000_000;
const roomy = { entries: () => 100, textLength: 1_000_000 };

describe('the history', () => {
  it('shows the newest request first, as what it was and whom it was sent to', () => {
    const history = createHistory(roomy);
    history.add(record(page(), { offset: 0 }), NOW);
    const answer = page({ text: '{"entity":1}' });
    history.add(record(answer, { offset: 50 }), NOW);
    expect(history.entries().map((entry) => entry.request.query.offset)).toEqual([50, 0]);
    expect(history.entries()[0]).toMatchObject({
      at: exchange.startedAt,
      connectionName: 'Demo',
      request: { connectionId: 'c1', query: { ...query, offset: 50 } },
      value: '918933445577',
      outcome: { kind: 'answered', rows: 0, issues: 0 },
      json: { text: '{"entity":1}', pointer: '' },
      exchange,
    });
    expect(history.entries()[0]?.answer).toBe(answer);
  });

  it('reads the text of an answer once, and again when somebody wants it: it may be packed', () => {
    const history = createHistory(roomy);
    let readings = 0;
    const answer = {
      ...page(),
      get text() {
        readings += 1;
        return '{"entity":1}';
      },
    };
    history.add({ ...record(page()), answer }, NOW);
    history.add(record(page()), NOW);
    history.add(record(page()), NOW);
    expect(readings).toBe(1);
    expect(history.entries()[2]?.json?.text).toBe('{"entity":1}');
    expect(readings).toBe(2);
  });

  it('says how a request failed', () => {
    const history = createHistory(roomy);
    history.add(record(notFound), NOW);
    history.add(record(refused), NOW);
    expect(history.entries().map(({ outcome }) => outcome)).toEqual([
      { kind: 'failed', error: 'unreachable', code: 'ECONNREFUSED' },
      { kind: 'failed', error: 'notFound', code: '8015' },
    ]);
  });

  it('has tests of connections, which pass when the API says that there is no such customer', () => {
    const history = createHistory(roomy);
    history.add({ ...record(notFound), test: { kind: 'works', found: ['It works.'] } }, NOW);
    history.add({ ...record(refused), test: refused }, NOW);
    const [failed, passed] = history.entries();
    expect(passed).toMatchObject({
      isTest: true,
      outcome: { kind: 'passed' },
      answer: notFound,
      json: { text: notFound.text, pointer: '' },
    });
    expect(passed).not.toHaveProperty('value');
    expect(failed).toMatchObject({ isTest: true, outcome: { kind: 'failed' } });
    expect(failed).not.toHaveProperty('json');
  });

  it('is not crowded by what nobody waited for, and has room for that where nothing else is', () => {
    const history = createHistory({ ...roomy, entries: () => 8 });
    const offsets = () => history.entries().map((entry) => entry.request.query.offset);
    for (const offset of [1, 2, 3, 4])
      history.add({ ...record(page(), { offset }), background: true }, NOW);
    for (const offset of [11, 12, 13, 14]) history.add(record(page(), { offset }), NOW);
    expect(offsets()).toEqual([14, 13, 12, 11, 4, 3, 2, 1]);
    for (const offset of [5, 6, 7])
      history.add({ ...record(page(), { offset }), background: true }, NOW);
    expect(offsets()).toEqual([7, 6, 5, 14, 13, 12, 11, 4]);
    for (const offset of [15, 16, 17]) history.add(record(page(), { offset }), NOW);
    expect(offsets()).toEqual([17, 16, 15, 7, 6, 14, 13, 12]);
  });

  it('keeps answers that somebody asked for, and drops the texts of long pages that came unasked', () => {
    const history = createHistory({ ...roomy, textLength: 40 });
    history.add(record(page({ text: 'asked for' })), NOW);
    for (let count = 0; count < 8; count++)
      history.add({ ...record(page({ text: '12345' })), background: true }, NOW);
    const kept = history.entries().map(({ answer }) => answer !== undefined);
    expect(kept).toEqual([...Array<boolean>(6).fill(true), false, false, true]);
  });

  it('leaves out what was never sent, and what the user cancelled', () => {
    const history = createHistory(roomy);
    const unsent: readonly ApiError[] = [
      { kind: 'cancelled' },
      { kind: 'invalidQuery', problems: [] },
      { kind: 'notSignedIn' },
      { kind: 'secretsUnreadable', message: '' },
    ];
    for (const error of unsent) expect(history.add(record(error), NOW)).toBeUndefined();
    expect(history.entries()).toEqual([]);
  });

  it('gives every entry an id of its own, also after it was cleared', () => {
    const history = createHistory(roomy);
    const first = history.add(record(page()), NOW);
    history.clear();
    expect(history.entries()).toEqual([]);
    expect(history.add(record(page()), NOW)?.id).not.toBe(first?.id);
  });

  it('keeps as many entries as the setting says at the time, the newest', () => {
    let size = 3;
    const history = createHistory({ ...roomy, entries: () => size });
    for (let offset = 0; offset < 5; offset += 1) history.add(record(page(), { offset }), NOW);
    const offsets = () => history.entries().map((entry) => entry.request.query.offset);
    expect(offsets()).toEqual([4, 3, 2]);
    size = 1;
    expect(offsets()).toEqual([4]);
    size = 0;
    expect(offsets()).toEqual([]);
  });

  it('drops the oldest answers where the texts are too long together, and keeps their figures', () => {
    const history = createHistory({ ...roomy, textLength: 10 });
    history.add(record(page({ text: 'x'.repeat(6) }), { offset: 1 }), NOW);
    history.add(record(notFound, { offset: 2 }), NOW);
    history.add(record(refused, { offset: 3 }), NOW);
    history.add(record(page({ text: 'x'.repeat(4) }), { offset: 4 }), NOW);
    const [newest, network, failed, oldest] = history.entries();
    expect(newest?.answer).toBeDefined();
    expect(network?.answer).toBe(refused);
    expect(failed?.answer).toBeUndefined();
    expect(failed?.outcome).toEqual({ kind: 'failed', error: 'notFound', code: '8015' });
    expect(oldest).toEqual({
      id: oldest?.id,
      at: exchange.startedAt,
      connectionName: 'Demo',
      request: { connectionId: 'c1', query: { ...query, offset: 1 } },
      value: '918933445577',
      outcome: { kind: 'answered', rows: 0, issues: 0 },
      exchange,
    });
  });

  it('keeps the newest answer, however long, and never more text than allowed beside it', () => {
    const lengths = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lengths, fc.nat({ max: 60 }), (texts, textLength) => {
        const history = createHistory({ ...roomy, textLength });
        for (const length of texts) history.add(record(page({ text: 'x'.repeat(length) })), NOW);
        const kept = history
          .entries()
          .map(({ answer }) => (answer?.kind === 'page' ? answer.text.length : 0));
        const [newest = 0, ...older] = kept;
        expect(newest).toBe(texts.at(-1));
        const total = older.reduce((sum, length) => sum + length, newest);
        if (newest <= textLength) expect(total).toBeLessThanOrEqual(textLength);
        else expect(total).toBe(newest);
        expect(history.entries()).toHaveLength(texts.length);
      }),
    );
  });
});
