import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/api/answer';
import type { ApiError } from '../../../src/api/errors';
import type { Exchange } from '../../../src/api/exchange';
import type { Answer } from '../../../src/api/page';
import { readEntry, writtenEntry } from '../../../src/history/entryFile';
import { createHistory } from '../../../src/history/history';
import { maskingWhile } from '../../../src/privacy/masking';
import { exchange, notFound, page, query, record, refused } from './records';

const ROOMY = 1_000_000;
const shown = maskingWhile(() => false);
const masked = maskingWhile(() => true);

function entryOf(answer: Answer) {
  const entry = createHistory({ entries: () => 10, textLength: ROOMY }).add(record(answer), 0);
  if (entry === undefined) throw new Error('The request was not recorded.');
  return entry;
}

async function thereAndBack(answer: Answer, masking = shown, mostBytes = ROOMY) {
  const entry = entryOf(answer);
  const { content } = await writtenEntry(entry, masking, mostBytes);
  const end = content.indexOf('\n');
  const read = readEntry(entry.id, content.slice(0, end));
  if (read === undefined) throw new Error('The entry could not be read again.');
  return { entry, content, read, answer: read.answer(content.slice(end + 1)) };
}

/** As the client reads it. */
function pageOf(text: string): Answer {
  const { startedAt, durationMs } = exchange;
  const reply = { kind: 'reply', status: 200, text, headers: {}, startedAt, durationMs };
  return readAnswer(
    query,
    reply as unknown as Parameters<typeof readAnswer>[1],
    { request: exchange.request, secrets: () => [] } as unknown as Parameters<typeof readAnswer>[2],
  );
}

const TEXT =
  ' {"entity":{"customers":[{"profiles":[{"userId":90071992547409931234,"firstName":"Asha","x":1.50}]}],\n"count":1,"count":1}, "warnings":[{"code":7,"message":"for 918933445577"}]}\r\n';

describe('an entry of the history, written down and read again', () => {
  it('is what it was, and its answer the same text, byte for byte', async () => {
    const original = pageOf(TEXT);
    const { entry, read, answer } = await thereAndBack(original);
    expect(read.entry).toEqual({ ...entry, answer: undefined, json: undefined });
    expect(read.hasAnswer).toBe(true);
    // numbers that JavaScript would round are objects with functions of their own
    expect(JSON.stringify(answer)).toBe(JSON.stringify(original));
    expect(answer).toHaveProperty('text', TEXT);
  });

  it('keeps any text of an answer as it came', async () => {
    const texts = fc.string({ unit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { answer } = await thereAndBack({ ...notFound, text });
        expect(answer).toEqual({ ...notFound, text });
      }),
    );
  });

  const { request } = exchange;
  const triedAndTimed: Exchange = {
    ...exchange,
    tries: 2,
    earlierTries: [{ error: 'unreachable', code: 'ECONNRESET', durationMs: 3, waitedMs: 500 }],
    timings: {
      reusedConnection: true,
      phases: [{ name: 'firstByte', startMs: 1, durationMs: 2.5 }],
    },
    responseHeaders: [['X-Cap-Requestid', 'trace-1']],
    repeatedSecret: true,
  };
  const failures: readonly ApiError[] = [
    refused,
    notFound,
    { kind: 'timeout', seconds: 30, exchange },
    { kind: 'tooLarge', limitMegabytes: 64, exchange },
    { kind: 'tooLarge', limitMegabytes: 64, sizeBytes: 71_300_000, exchange },
    { kind: 'tls', code: 'CERT_HAS_EXPIRED', exchange },
    { kind: 'redirected', location: 'https://other.example/', exchange, text: '' },
    { kind: 'signInRefused', expired: true, exchange, text: '{}' },
    { kind: 'rateLimited', retryAfterSeconds: 3, exchange, text: '{}' },
    { kind: 'serverFailed', exchange: { ...exchange, tries: 3 }, text: '<h1>' },
    { kind: 'serverFailed', exchange: triedAndTimed, text: '' },
    {
      kind: 'notJson',
      exchange: { ...exchange, signingIn: { method: 'POST', url: request.url, headers: [] } },
      text: 'no',
    },
  ];
  it.each(failures)('is the same failure: $kind', async (failure) => {
    const { entry, read, answer } = await thereAndBack(failure);
    expect(answer).toEqual(failure);
    expect(read.entry.outcome).toEqual(entry.outcome);
  });

  it('has nothing of anybody where it was written while personal data was masked', async () => {
    const { content, read, answer } = await thereAndBack(pageOf(TEXT), masked);
    for (const value of ['918933445577', 'Asha', '90071992547409931234'])
      expect(content).not.toContain(value);
    expect(read.isMasked).toBe(true);
    expect(read.entry.value).toBe('91•••••••577');
    expect(answer).toMatchObject({ kind: 'page', customers: [{ name: 'A••' }], count: 1 });
    const failed = await thereAndBack({ ...notFound, text: '{"a":"918933445577"}' }, masked);
    expect(failed.content).not.toContain('918933445577');
  });

  it('goes without an answer that is too large, and still says how that went', async () => {
    const text = JSON.stringify({ entity: { customers: [], note: 'é'.repeat(60) } });
    const { read, answer, content } = await thereAndBack(pageOf(text), shown, 150);
    expect(text.length).toBeLessThan(150);
    expect(content).not.toContain('é');
    expect(read.hasAnswer).toBe(false);
    expect(answer).toBeUndefined();
    expect(read.entry.outcome).toEqual({ kind: 'answered', rows: 0, issues: 0 });
  });

  it('is nothing where the line is not one that was written', async () => {
    const { content } = await writtenEntry(entryOf(page()), shown, ROOMY);
    const line = content.slice(0, content.indexOf('\n'));
    expect(readEntry('1', line)).toBeDefined();
    const broken = ['', '{}', 'null', line.slice(0, -1), line.replace('"format":1', '"format":2')];
    broken.push(line.replace('parentCustomer', 'other'), line.replace('"answered"', '"won"'));
    broken.push(line.replace('https://', ''));
    for (const text of broken) expect(readEntry('1', text), text).toBeUndefined();
  });
});
