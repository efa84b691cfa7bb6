import type { ApiError } from '../../../src/api/errors';
import type { ErrorAction } from '../../../src/connections/errorActions';
import type { OperationName } from './operations';

/**
 * `success`, or the kind of the error that is promised. `stuck`: there are rows, and it is said that some
 * are missing.
 */
type Outcome = 'success' | 'stuck' | ApiError['kind'];

/** What a fault leads to: in most operations, and in those where it is something else. */
type Expected = { readonly most: Outcome } & Partial<Readonly<Record<OperationName, Outcome>>>;

/** A refusal that is about the question: a test of the connection asks one that is to be refused. */
const aboutQuestion = (most: 'notFound' | 'rejected'): Expected => ({
  most,
  // any no of the token endpoint is about the credentials
  token: 'signInRefused',
  'connection test': 'success',
});

/** Fails for good, or passes when it is asked again, which nobody does for a token or a test. */
const passing = (kind: Outcome): Expected => ({
  most: 'success',
  token: kind,
  'connection test': kind,
});

const same = (most: Outcome): Expected => ({ most });

export const expectations: Readonly<Record<string, Expected>> = {
  'connection-refused': same('unreachable'),
  'unknown-host': same('unreachable'),
  'tls-self-signed': same('tls'),
  'tls-expired': same('tls'),
  'tls-wrong-name': same('tls'),

  'never-answers': same('timeout'),
  'headers-then-silence': same('timeout'),
  'cut-short': same('unreachable'),
  'byte-by-byte': same('timeout'),
  reset: same('unreachable'),

  'corrupt-gzip': same('unreachable'),
  // what cannot be decoded is shown as such; a token that cannot be sent is none
  'invalid-utf8': { most: 'success', token: 'unexpectedShape' },
  'byte-order-mark': same('success'),
  'empty-body': same('notJson'),
  'html-200': same('notJson'),
  'html-502': same('serverFailed'),
  'html-503': same('serverFailed'),
  'too-large': same('tooLarge'),
  'gzip-bomb': same('tooLarge'),

  'not-the-envelope': same('unexpectedShape'),
  'entity-missing': same('unexpectedShape'),
  'entity-null': same('unexpectedShape'),
  'customers-null': same('unexpectedShape'),
  'empty-errors': same('success'),
  'success-false': same('serverFailed'),

  'mandatory-field': aboutQuestion('rejected'),
  'invalid-source': aboutQuestion('rejected'),
  'invalid-account': aboutQuestion('rejected'),
  'invalid-identifier': aboutQuestion('notFound'),
  'not-found': aboutQuestion('notFound'),
  'merged-or-deleted': aboutQuestion('notFound'),
  'outside-hierarchy': aboutQuestion('notFound'),
  'invalid-hierarchy': aboutQuestion('rejected'),
  'invalid-company': aboutQuestion('notFound'),
  'batch-limit': aboutQuestion('rejected'),
  busy: same('serverFailed'),

  unauthorised: same('signInRefused'),
  'unauthorised-v1': same('signInRefused'),
  'token-expired': same('signInRefused'),
  'token-expired-v1': same('signInRefused'),
  forbidden: { most: 'forbidden', token: 'signInRefused' },
  'forbidden-v1': { most: 'forbidden', token: 'signInRefused' },
  'authorisation-unavailable': same('serverFailed'),
  'authorisation-unavailable-v1': same('serverFailed'),
  'expiring-tokens': same('success'),

  'rate-limited': same('rateLimited'),
  'rate-limited-date': same('rateLimited'),
  'rate-limited-absurd': same('rateLimited'),
  'rate-limited-silent': same('rateLimited'),
  'server-error-once': passing('serverFailed'),
  'server-error': same('serverFailed'),
  'redirect-same-host': same('redirected'),
  'redirect-other-host': same('redirected'),

  'thirty-thousand': same('success'),
  'ignores-offset': { most: 'success', 'later page': 'stuck', walk: 'stuck' },
  'short-pages': same('success'),
  'duplicate-rows': same('success'),
  'moving-rows': { most: 'success', walk: 'stuck' },
  circle: same('success'),
  'big-numbers': same('success'),

  'clock-skew': same('success'),
  // the connection does not outlive it; the request is made again
  sleep: passing('unreachable'),
};

/** The step that a person would want to be offered for an error, the first or not. */
export function fittingAction(error: ApiError): ErrorAction {
  switch (error.kind) {
    case 'notSignedIn':
    case 'signInRefused':
    case 'forbidden':
      return 'signIn';
    case 'tls':
    case 'redirected':
    case 'notJson':
      return 'editConnection';
    case 'unreachable':
      return error.cause === 'unknownHost' ? 'editConnection' : 'retry';
    case 'tooLarge':
      return error.exchange?.signingIn === undefined ? 'openSettings' : 'editConnection';
    case 'invalidQuery':
    case 'notFound':
    case 'rejected':
      return 'editQuery';
    case 'cancelled':
    case 'secretsUnreadable':
    case 'timeout':
    case 'unexpectedShape':
    case 'rateLimited':
    case 'serverFailed':
      return 'retry';
  }
}
