import { expect, test } from 'vitest';
import { isAboutConnection, type ApiError } from '../../../src/api/errors';
import { errorActions } from '../../../src/connections/errorActions';

const exchange = {
  request: { method: 'GET', url: 'http://127.0.0.1/', headers: [], authentication: 'token' },
  startedAt: 0,
  durationMs: 1,
} as const;
const answered = { exchange, text: '' };

test('a question that the API understood says nothing against the connection', () => {
  const errors: readonly ApiError[] = [
    { kind: 'cancelled' },
    { kind: 'invalidQuery', problems: [] },
    { kind: 'tooLarge', limitMegabytes: 1 },
    { kind: 'notFound', ...answered },
    { kind: 'rejected', ...answered },
  ];
  for (const error of errors) expect(isAboutConnection(error), error.kind).toBe(false);
});

test('what can be mended by editing the connection or by signing in is about the connection', () => {
  const errors: readonly ApiError[] = [
    { kind: 'notSignedIn' },
    { kind: 'unreachable', cause: 'refused', code: 'ECONNREFUSED' },
    { kind: 'tls', code: 'CERT_HAS_EXPIRED' },
    { kind: 'redirected', location: '', ...answered },
    { kind: 'notJson', ...answered },
    { kind: 'signInRefused', expired: false, ...answered },
    { kind: 'forbidden', ...answered },
  ];
  for (const error of errors) {
    expect(isAboutConnection(error), error.kind).toBe(true);
    const actions: readonly string[] = errorActions(error);
    expect(actions.includes('editConnection') || actions.includes('signIn'), error.kind).toBe(true);
  }
});
