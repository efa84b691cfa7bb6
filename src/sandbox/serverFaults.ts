import { sentence } from '../sentence';
import type { Fault } from './fault';
import {
  expiringTokens,
  rateLimiting,
  redirecting,
  refusing,
  type ProblemShape,
} from './faultAnswers';

/* Faults of the server: whom it lets in, when it has time, and what its clock says. */

const ELSEWHERE = 'https://elsewhere.invalid';

export const signIn: readonly Fault[] = [
  ...inBothShapes(
    'unauthorised',
    401,
    { code: 401, message: 'Unauthorized' },
    {
      v2: [sentence('401 (v2)'), sentence('Status 401 with code 401, in the shape of v2.')],
      'v1.1': [sentence('401 (v1.1)'), sentence('Status 401 with code 401, in the shape of v1.1.')],
    },
  ),
  ...inBothShapes(
    'token-expired',
    498,
    { code: 498, message: 'Token expired at {time}' },
    {
      v2: [
        sentence('498: token expired (v2)'),
        sentence('Status 498 with code 498, in the shape of v2.'),
      ],
      'v1.1': [
        sentence('498: token expired (v1.1)'),
        sentence('Status 498 with code 498, in the shape of v1.1.'),
      ],
    },
  ),
  ...inBothShapes(
    'forbidden',
    403,
    { code: 4000, message: 'Not authorized. Access is denied!' },
    {
      v2: [
        sentence('403/4000: not allowed (v2)'),
        sentence('Status 403 with code 4000, in the shape of v2.'),
      ],
      'v1.1': [
        sentence('403/4000: not allowed (v1.1)'),
        sentence('Status 403 with code 4000, in the shape of v1.1.'),
      ],
    },
  ),
  ...inBothShapes(
    'authorisation-unavailable',
    503,
    { code: 4001, message: 'Authorization status unavailable!' },
    {
      v2: [
        sentence('503/4001: sign-in not available (v2)'),
        sentence('Status 503 with code 4001, in the shape of v2.'),
      ],
      'v1.1': [
        sentence('503/4001: sign-in not available (v1.1)'),
        sentence('Status 503 with code 4001, in the shape of v1.1.'),
      ],
    },
  ),
  {
    id: 'expiring-tokens',
    group: 'signIn',
    title: sentence('Tokens expire on the way'),
    note: sentence(
      'A token is good for a few requests, then has expired; a new one is good for as many.',
    ),
    making: expiringTokens,
    operation: 'bulk',
    parameters: { requests: { default: 3, least: 1, most: 1_000_000 } },
  },
];

/** @param words title and note of each shape */
function inBothShapes(
  id: string,
  status: number,
  problem: { readonly code: number; readonly message: string },
  words: Readonly<Record<ProblemShape, readonly [title: string, note: string]>>,
): readonly Fault[] {
  return (['v2', 'v1.1'] satisfies ProblemShape[]).map((shape) => ({
    id: shape === 'v2' ? id : `${id}-v1`,
    group: 'signIn',
    title: words[shape][0],
    note: words[shape][1],
    making: refusing(status, problem, shape),
  }));
}

export const servers: readonly Fault[] = [
  {
    id: 'rate-limited',
    group: 'server',
    title: sentence('429 with seconds to wait'),
    note: sentence('Too many requests: Retry-After is a number of seconds.'),
    making: rateLimiting((seconds) => ({ 'retry-after': String(seconds) })),
    parameters: { retryAfterSeconds: { default: 5, least: 0, most: 86_400 } },
  },
  {
    id: 'rate-limited-date',
    group: 'server',
    title: sentence('429 with a date'),
    note: sentence('Too many requests: Retry-After is a date.'),
    making: rateLimiting((seconds, now) => ({
      'retry-after': new Date(now + seconds * 1000).toUTCString(),
    })),
    parameters: { retryAfterSeconds: { default: 5, least: 0, most: 86_400 } },
  },
  {
    id: 'rate-limited-absurd',
    group: 'server',
    title: sentence('429 for years'),
    note: sentence('Too many requests: Retry-After is absurdly long.'),
    making: rateLimiting((seconds) => ({ 'retry-after': String(seconds) })),
    parameters: {
      retryAfterSeconds: { default: 999_999_999, least: 86_400, most: Number.MAX_SAFE_INTEGER },
    },
  },
  {
    id: 'rate-limited-silent',
    group: 'server',
    title: sentence('429 without Retry-After'),
    note: sentence('Too many requests, and no word on how long to wait.'),
    making: rateLimiting(() => ({})),
  },
  {
    id: 'server-error-once',
    group: 'server',
    title: sentence('500 once, then fine'),
    note: sentence('The next request fails with status 500; those after it do not.'),
    making: refusing(500, { code: 500, message: 'Internal server error' }, 'v2'),
    times: 1,
  },
  {
    id: 'server-error',
    group: 'server',
    title: sentence('500 for ever'),
    note: sentence('Every request fails with status 500.'),
    making: refusing(500, { code: 500, message: 'Internal server error' }, 'v2'),
  },
  {
    id: 'redirect-same-host',
    group: 'server',
    title: sentence('Redirect to the same host'),
    note: sentence('Status 302 sends the request to another path.'),
    making: redirecting((host) => `http://${host}/v2/elsewhere`),
  },
  {
    id: 'redirect-other-host',
    group: 'server',
    title: sentence('Redirect to another host'),
    note: sentence('Status 302 sends the request, and whatever signs it, to somebody else.'),
    making: redirecting(() => `${ELSEWHERE}/v2/customers/bulk`),
  },
];

export const times: readonly Fault[] = [
  {
    id: 'clock-skew',
    group: 'time',
    title: sentence('Clock skew'),
    note: sentence(
      "The server's clock is ahead: Date, Retry-After and the expiry of tokens go by it.",
    ),
    making: { kind: 'clock' },
    parameters: { seconds: { default: 3600, least: -604_800, most: 604_800 } },
  },
  {
    id: 'sleep',
    group: 'time',
    title: sentence('The machine goes to sleep'),
    note: sentence('Much time passes between two moments of a program: no server can make that.'),
    making: { kind: 'client' },
  },
];
