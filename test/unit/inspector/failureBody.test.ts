import { expect, it } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import { failureBody, isJsonBody } from '../../../src/inspector/failureBody';
import { exchange, notFound } from '../history/records';

const signIn = {
  method: 'POST',
  url: 'https://host.example/v3/oauth/token/generate',
  headers: [],
} as const;

it('is what came, of which the page says where it is no JSON', () => {
  const html = { kind: 'serverFailed', exchange, text: '<html>Bad gateway</html>' } as const;
  const cut = { kind: 'notJson', exchange, text: '{"cut":' } as const;
  const listed = { ...notFound, text: ' \n[]' };
  const came = [notFound, listed, html, cut];
  expect(came.map(failureBody)).toEqual(came.map(({ text }) => text));
  expect(came.map(isJsonBody)).toEqual([true, true, false, false]);
});

it('is nothing where nothing came, nor what came of asking for a token', () => {
  const nothing: readonly ApiError[] = [
    { kind: 'timeout', seconds: 1 },
    { ...notFound, text: '' },
    { ...notFound, exchange: { ...exchange, signingIn: signIn } },
  ];
  expect(nothing.map(failureBody)).toEqual(nothing.map(() => undefined));
});
