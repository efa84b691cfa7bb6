import { expect, it } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import { failureBody } from '../../../src/inspector/failureBody';
import { exchange, notFound } from '../history/records';

const signIn = {
  method: 'POST',
  url: 'https://host.example/v3/oauth/token/generate',
  headers: [],
} as const;

it('is the JSON that came', () => {
  expect(failureBody(notFound)).toBe(notFound.text);
  expect(failureBody({ ...notFound, text: ' \n[]' })).toBe(' \n[]');
});

it('is nothing where no JSON came, nor what came of asking for a token', () => {
  const nothing: readonly ApiError[] = [
    { kind: 'timeout', seconds: 1 },
    { ...notFound, text: '' },
    { kind: 'serverFailed', exchange, text: '<html>Bad gateway</html>' },
    { kind: 'notJson', exchange, text: '{"cut":' },
    { ...notFound, exchange: { ...exchange, signingIn: signIn } },
  ];
  expect(nothing.map(failureBody)).toEqual(nothing.map(() => undefined));
});
