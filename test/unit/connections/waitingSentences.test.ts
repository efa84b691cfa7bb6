import { expect, test } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import type { Exchange } from '../../../src/api/exchange';
import {
  goingOnIn,
  secondsLeft,
  waitingNoteIn,
  waitingReasonIn,
} from '../../../src/connections/waitingSentences';
import { l10n } from './l10n';

const exchange = (status?: number): Exchange => ({
  request: {
    method: 'GET',
    url: 'https://eu.example.com/v2/customers/bulk',
    headers: [],
    authentication: 'token',
  },
  startedAt: 0,
  durationMs: 1,
  ...(status !== undefined && { status }),
});
const unreachable = (cause: Extract<ApiError, { kind: 'unreachable' }>['cause']): ApiError => ({
  kind: 'unreachable',
  cause,
  code: 'CODE',
  exchange: exchange(),
});

test.each<[ApiError, string]>([
  [{ kind: 'serverFailed', exchange: exchange(503), text: '' }, 'The server failed (HTTP 503).'],
  [
    {
      kind: 'serverFailed',
      exchange: exchange(400),
      text: '',
      issue: { severity: 'error', code: 461 },
    },
    'The server failed (HTTP 400, code 461).',
  ],
  [{ kind: 'rateLimited', exchange: exchange(429), text: '' }, 'Too many requests (HTTP 429).'],
  [unreachable('refused'), 'The connection to eu.example.com was refused.'],
  [unreachable('reset'), 'The connection to eu.example.com was broken off.'],
  [unreachable('network'), 'The connection to eu.example.com failed.'],
  [unreachable('unknownHost'), 'No address was found for eu.example.com.'],
])('why a request waits is one short sentence', (why, sentence) => {
  expect(
    waitingReasonIn(l10n, { kind: 'retry' as const, why, attempt: 2, tries: 3, until: 0 }),
  ).toBe(sentence);
});

test('seconds are whole, counted down to none, and never below', () => {
  const wait = {
    kind: 'retry' as const,
    why: unreachable('reset'),
    attempt: 2,
    tries: 3,
    until: 10_000,
  };
  expect([6999, 7000, 7001, 9999, 10_000, 90_000].map((now) => secondsLeft(wait, now))).toEqual([
    4, 3, 3, 1, 0, 0,
  ]);
  expect(goingOnIn(l10n, wait, 3)).toBe('Trying again in 3 s.');
  expect(goingOnIn(l10n, wait, '{seconds}')).toBe('Trying again in {seconds} s.');
  expect(goingOnIn(l10n, wait, 0)).toBe('Trying again now.');
  expect(waitingNoteIn(l10n, wait)).toBe('try 2 of 3');
});

test('a request that waits for its turn says for which limit, and by which setting', () => {
  const wait = { kind: 'pace', requestsPerMinute: 100, until: 0 } as const;
  expect(waitingReasonIn(l10n, wait)).toBe('The limit of 100 requests a minute is reached.');
  expect(waitingNoteIn(l10n, wait)).toBe('customerHierarchy.requestsPerMinute');
  expect([goingOnIn(l10n, wait, 41), goingOnIn(l10n, wait, 0)]).toEqual([
    'Going on in 41 s.',
    'Going on now.',
  ]);
});
