import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import type { Exchange } from '../../../src/api/exchange';
import { errorActions } from '../../../src/connections/errorActions';
import { errorSentenceIn } from '../../../src/connections/errorSentences';
import { l10n } from './l10n';

const exchange: Exchange = {
  request: {
    method: 'GET',
    url: 'https://eu.api.capillarytech.com/v2/customers/bulk?limit=1&offset=0',
    headers: [],
    authentication: 'token',
  },
  startedAt: 0,
  durationMs: 12,
  status: 400,
  requestId: 'abc-123',
  contentType: 'application/json',
};
const signingIn: Exchange['signingIn'] = {
  method: 'POST',
  url: 'https://eu.api.capillarytech.com/v3/oauth/token/generate',
  headers: [],
};
const answered = (status: number, rest: Partial<Exchange> = {}) => ({
  exchange: { ...exchange, status, ...rest },
  text: '',
});
const issue = (code: number, message: string) =>
  ({ issue: { severity: 'error', code, message } }) as const;

const everyKind: readonly ApiError[] = [
  { kind: 'cancelled' },
  { kind: 'invalidQuery', problems: [{ field: 'limit', reason: 'Enter a whole number.' }] },
  { kind: 'notSignedIn' },
  { kind: 'secretsUnreadable', message: 'no keyring' },
  { kind: 'unreachable', cause: 'unknownHost', code: 'ENOTFOUND', exchange },
  { kind: 'unreachable', cause: 'refused', code: 'ECONNREFUSED', exchange },
  { kind: 'unreachable', cause: 'reset', code: 'ECONNRESET', exchange },
  { kind: 'unreachable', cause: 'damaged', code: 'Z_DATA_ERROR', exchange },
  { kind: 'unreachable', cause: 'network', code: 'ENETUNREACH' },
  { kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', exchange },
  { kind: 'timeout', seconds: 30, exchange },
  { kind: 'tooLarge', limitMegabytes: 64, exchange },
  { kind: 'redirected', location: 'https://elsewhere.example/login', ...answered(302) },
  { kind: 'notJson', ...answered(200) },
  { kind: 'unexpectedShape', ...answered(200) },
  { kind: 'signInRefused', expired: false, ...answered(401) },
  { kind: 'forbidden', ...answered(403), ...issue(4000, 'Not authorized. Access is denied!') },
  { kind: 'rateLimited', retryAfterSeconds: 7, ...answered(429) },
  { kind: 'rateLimited', retryAfterSeconds: 3600, ...answered(429) },
  { kind: 'rateLimited', retryAfterSeconds: 1e30, ...answered(429) },
  { kind: 'notFound', ...answered(400), ...issue(8015, 'Customer not found') },
  { kind: 'rejected', ...answered(400), ...issue(8003, 'Invalid source') },
  { kind: 'serverFailed', ...answered(500) },
];
const sentence = (error: ApiError) => errorSentenceIn(l10n, error);

describe('the sentence about an error', () => {
  it('exists for every kind, ends like a sentence, and has no hole in it', () => {
    for (const error of everyKind) {
      expect(sentence(error), error.kind).toMatch(/^[A-Z].*(?:[.!]|abc-123)$/u);
      expect(sentence(error), error.kind).not.toMatch(/undefined|\{\w+\}/u);
    }
  });

  it('quotes the code and message of the API and the request id', () => {
    const words = sentence({
      kind: 'notFound',
      ...answered(400),
      ...issue(8015, 'Customer not found for the given identifiers'),
    });
    expect(words).toContain('“Customer not found for the given identifiers” (code 8015)');
    expect(words).toContain('Request id: abc-123');
  });

  it('has words of its own for each reason why a customer or company cannot be listed', () => {
    const codes = [8013, 8015, 8065, 8069, 8109, 1625, 1703, 1704, 1705, 1708];
    const words = codes.map((code) =>
      sentence({
        kind: 'notFound',
        exchange: { ...exchange, requestId: undefined },
        text: '',
        issue: { severity: 'error', code },
      }).replace(/ The API gave code.*/u, ''),
    );
    expect(new Set(words).size).toBe(codes.length);
    expect(words[3]).toContain('merged');
    expect(words[4]).toContain('deleted');
    expect(words[5]).toContain('not part of any customer hierarchy');
  });

  it('names the permission that a forbidden request lacks, in both spellings of the documentation', () => {
    const words = sentence({ kind: 'forbidden', ...answered(403), ...issue(4000, 'no') });
    expect(words).toContain('User Group');
    expect(words).toContain('Customer');
    expect(words).toContain('access group');
  });

  it('names the setting that gives more time, or lets a larger answer in', () => {
    expect(sentence({ kind: 'timeout', seconds: 30 })).toContain(
      'customerHierarchy.timeoutSeconds',
    );
    expect(sentence({ kind: 'tooLarge', limitMegabytes: 64 })).toContain(
      'customerHierarchy.maxResponseMegabytes',
    );
  });

  it('gives the size of what is too large, where it is known, and never one that looks small enough', () => {
    const tooLarge = (sizeBytes?: number) =>
      sentence({ kind: 'tooLarge', limitMegabytes: 64, ...(sizeBytes && { sizeBytes }) });
    expect(tooLarge(71_340_000)).toMatch(/^The answer has 71\.3 MB, more than the 64 MB allowed/u);
    for (const vague of [tooLarge(), tooLarge(64_000_001)])
      expect(vague).toMatch(/^The answer is larger than 64 MB/u);
  });

  it('names the host that does not exist', () => {
    expect(
      sentence({ kind: 'unreachable', cause: 'unknownHost', code: 'ENOTFOUND', exchange }),
    ).toContain('No address was found for eu.api.capillarytech.com (ENOTFOUND)');
  });

  it.each([
    ['', 'empty'],
    ['  <!DOCTYPE html><html>', 'HTML page'],
    ['<html lang="en">', 'HTML page'],
    ['upstream timed out', 'other than JSON'],
  ])('says what came where JSON was expected: %j', (text, what) => {
    const words = sentence({
      kind: 'notJson',
      exchange: { ...exchange, status: 502, contentType: 'text/html; charset=utf-8' },
      text,
    });
    expect(words).toContain(what);
    expect(words).toContain('HTTP 502');
    expect(words).toContain('text/html; charset=utf-8');
  });

  it('does not call what the token endpoint said empty, where it is only withheld', () => {
    const withheld = (contentType: string) =>
      sentence({
        kind: 'notJson',
        exchange: { ...exchange, signingIn, contentType, sizeBytes: 100 },
        text: '',
      });
    expect(withheld('text/html; charset=utf-8')).toContain('An HTML page came');
    expect(withheld('text/plain')).toContain('answered with something other than JSON');
    for (const type of ['text/html', 'text/plain'])
      expect(withheld(type)).not.toContain('open the');
  });

  it('does not ask for fewer rows where a token was asked for', () => {
    const error = {
      kind: 'tooLarge',
      limitMegabytes: 64,
      exchange: { ...exchange, signingIn },
    } as const;
    expect(sentence(error)).toContain('Signing in was answered with more than 64 MB');
    expect(sentence(error)).not.toContain('fewer rows');
    expect(errorActions(error)).not.toContain('editQuery');
  });

  it('says where a redirect leads, and that credentials did not go there', () => {
    const words = sentence({
      kind: 'redirected',
      location: 'https://elsewhere.example/login',
      ...answered(302),
    });
    expect(words).toContain('https://elsewhere.example/login');
    expect(words).toContain('credentials were not sent there');
  });

  it('tells a till with a refused password that it may have been entered as its MD5', () => {
    const request = { ...exchange.request, authentication: 'basic' } as const;
    expect(
      sentence({
        kind: 'signInRefused',
        expired: false,
        exchange: { ...exchange, request, status: 401 },
        text: '',
      }),
    ).toContain('MD5');
  });

  it('has the request id of an answer that did not come whole', () => {
    const cut = { ...exchange, requestId: 'abc-123' };
    for (const error of [
      { kind: 'tooLarge', limitMegabytes: 1, exchange: cut },
      { kind: 'timeout', seconds: 1, exchange: cut },
    ] as const)
      expect(sentence(error)).toMatch(/Request id: abc-123$/u);
  });

  it('says of an expired token what was said, be it the first or one that was fetched anew', () => {
    const expired = { kind: 'signInRefused', expired: true, text: '' } as const;
    expect(sentence({ ...expired, exchange: { ...exchange, status: 498 } })).toContain(
      'The API refused the token as expired (HTTP 498). Sign in again',
    );
  });

  it('tells a refused key and secret from a refused token', () => {
    const refused = { kind: 'signInRefused', expired: false, text: '' } as const;
    const status = 401;
    const signingIn = { method: 'POST', url: 'https://h.example/token', headers: [] } as const;
    expect(sentence({ ...refused, exchange: { ...exchange, status, signingIn } })).toContain(
      'Check the key and its secret',
    );
    expect(sentence({ ...refused, exchange: { ...exchange, status } })).toContain(
      'The access token was refused',
    );
  });

  it('shows what a server wrote on one line, visibly, and not beyond 200 characters', () => {
    const words = sentence({
      kind: 'rejected',
      exchange: { ...exchange, requestId: 'id\r\nX' },
      text: '',
      issue: { severity: 'error', code: 1, message: `a\u202eb\u0007\n${'x'.repeat(5_000_000)}` },
    });
    expect(words).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(words.length).toBeLessThan(500);
    expect(words).toContain('…');
  });
});

describe('the next steps of an error', () => {
  it('are there for every kind, each once', () => {
    for (const error of everyKind) {
      const actions = errorActions(error);
      expect(actions.length, error.kind).toBeGreaterThan(0);
      expect(new Set(actions).size).toBe(actions.length);
    }
  });

  it('lead with what helps', () => {
    const first = (error: ApiError) => errorActions(error)[0];
    expect(first({ kind: 'notSignedIn' })).toBe('signIn');
    expect(first({ kind: 'unreachable', cause: 'unknownHost', code: '' })).toBe('editConnection');
    expect(first({ kind: 'timeout', seconds: 1 })).toBe('retry');
    expect(first({ kind: 'notFound', ...answered(400) })).toBe('editQuery');
  });
});
