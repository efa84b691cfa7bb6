import { sentence } from '../sentence';
import { problems } from './answers';
import type { Fault } from './fault';
import {
  codeParameter,
  delivered,
  dripping,
  emptyBody,
  emptyEntries,
  expiringTokens,
  html,
  invalidUtf8,
  json,
  padded,
  rateLimiting,
  redirecting,
  refusing,
  refusingWith,
  withByteOrderMark,
  type ProblemShape,
} from './faultAnswers';
import {
  bigNumbers,
  circle,
  ignoringOffset,
  movingRows,
  repeatingRows,
  shortPages,
  thirtyThousand,
} from './rowFaults';

/** Nobody listens there, and only an administrator could; port 1 is one that browsers and fetch refuse. */
const CLOSED_ORIGIN = 'http://127.0.0.1:2';
/** Names below `invalid` never exist (RFC 2606). */
const UNKNOWN_ORIGIN = 'https://customer-hierarchy.invalid';
const ELSEWHERE = 'https://elsewhere.invalid';

const noIssues = { errors: [], warnings: [] };

/** What is wrong with the way to the API, before anything is asked. */
const addresses: readonly Fault[] = [
  {
    id: 'connection-refused',
    group: 'address',
    title: sentence('Connection refused'),
    note: sentence('Nobody listens at the address.'),
    making: { kind: 'address', origin: CLOSED_ORIGIN },
  },
  {
    id: 'unknown-host',
    group: 'address',
    title: sentence('Unknown host'),
    note: sentence('The name of the host does not exist.'),
    making: { kind: 'address', origin: UNKNOWN_ORIGIN },
  },
  {
    id: 'tls-self-signed',
    group: 'address',
    title: sentence('TLS: self-signed certificate'),
    note: sentence('Over https, the certificate is vouched for by nobody but itself.'),
    making: { kind: 'certificate', certificate: 'selfSigned' },
  },
  {
    id: 'tls-expired',
    group: 'address',
    title: sentence('TLS: expired certificate'),
    note: sentence('Over https, the certificate was valid until yesterday.'),
    making: { kind: 'certificate', certificate: 'expired' },
  },
  {
    id: 'tls-wrong-name',
    group: 'address',
    title: sentence('TLS: certificate of another host'),
    note: sentence('Over https, the certificate names another host.'),
    making: { kind: 'certificate', certificate: 'wrongName' },
  },
];

const connections: readonly Fault[] = [
  {
    id: 'never-answers',
    group: 'connection',
    title: sentence('Never answers'),
    note: sentence('The request is taken, and nothing comes back.'),
    making: delivered({ kind: 'never' }),
  },
  {
    id: 'headers-then-silence',
    group: 'connection',
    title: sentence('Headers, then silence'),
    note: sentence('Status and headers come, and of the body nothing.'),
    making: delivered({ kind: 'headersOnly' }),
  },
  {
    id: 'cut-short',
    group: 'connection',
    title: sentence('Body cut short'),
    note: sentence('The connection is closed after half of the body.'),
    making: delivered({ kind: 'cutShort' }),
  },
  {
    id: 'byte-by-byte',
    group: 'connection',
    title: sentence('One byte a second'),
    note: sentence('The body comes one byte at a time.'),
    making: dripping,
    parameters: { milliseconds: { default: 1000, least: 1, most: 60_000 } },
  },
  {
    id: 'reset',
    group: 'connection',
    title: sentence('Reset in the middle'),
    note: sentence('The connection is reset after half of the body.'),
    making: delivered({ kind: 'reset' }),
  },
];

const bodies: readonly Fault[] = [
  {
    id: 'corrupt-gzip',
    group: 'body',
    title: sentence('Corrupt gzip'),
    note: sentence('The body is compressed, and damaged in the middle.'),
    making: delivered({ kind: 'corruptGzip' }),
  },
  {
    id: 'invalid-utf8',
    group: 'body',
    title: sentence('Invalid UTF-8'),
    note: sentence('First names, tokens and messages begin with a byte that UTF-8 does not have.'),
    making: invalidUtf8,
  },
  {
    id: 'byte-order-mark',
    group: 'body',
    title: sentence('Byte order mark'),
    note: sentence('The body begins with the three bytes of a BOM.'),
    making: withByteOrderMark,
  },
  {
    id: 'empty-body',
    group: 'body',
    title: sentence('Empty body'),
    note: sentence('Status 200, and a body of no bytes.'),
    making: emptyBody,
  },
  {
    id: 'html-200',
    group: 'body',
    title: sentence('HTML with 200'),
    note: sentence(
      'A page for people comes with status 200, as from a proxy that wants a sign-in.',
    ),
    making: html(200, 'Sign in to the network'),
  },
  {
    id: 'html-502',
    group: 'body',
    title: sentence('HTML with 502'),
    note: sentence('A CDN could not reach the API and says so in HTML.'),
    making: html(502, '502 Bad Gateway'),
  },
  {
    id: 'html-503',
    group: 'body',
    title: sentence('HTML with 503'),
    note: sentence('A CDN says in HTML that the service is not available.'),
    making: html(503, '503 Service Unavailable'),
  },
  {
    id: 'too-large',
    group: 'body',
    title: sentence('Very large answer'),
    note: sentence('The answer goes on with white space until it is larger than anybody wants.'),
    making: padded(false),
    parameters: { megabytes: { default: 200, least: 1, most: 10_000 } },
  },
  {
    id: 'gzip-bomb',
    group: 'body',
    title: sentence('Gzip bomb'),
    note: sentence('A small body unpacks to a thousand times its size.'),
    making: padded(true),
    parameters: { megabytes: { default: 1000, least: 1, most: 10_000 } },
  },
];

const envelopes: readonly Fault[] = [
  {
    id: 'not-the-envelope',
    group: 'envelope',
    title: sentence('Other JSON'),
    note: sentence('JSON comes that is not the documented envelope.'),
    making: json({ bulk: { state: 'UP', version: '7.3' }, token: { state: 'UP', version: '7.3' } }),
  },
  {
    id: 'entity-missing',
    group: 'envelope',
    title: sentence('Entity missing'),
    note: sentence('The envelope has no entity (a token no data).'),
    making: json({ bulk: { ...noIssues, success: true }, token: { errors: null } }),
  },
  {
    id: 'entity-null',
    group: 'envelope',
    title: sentence('Entity null'),
    note: sentence('The entity (the data of a token) is null.'),
    making: json({
      bulk: { entity: null, ...noIssues, success: true },
      token: { data: null, errors: null },
    }),
  },
  {
    id: 'customers-null',
    group: 'envelope',
    title: sentence('Customers null'),
    note: sentence('The customers (the access token) are null, though ten are counted.'),
    making: json({
      bulk: { entity: { customers: null, count: 10, ...noIssues }, ...noIssues, success: true },
      token: { data: { accessToken: null, ttlSeconds: 300 }, errors: null },
    }),
  },
  {
    id: 'empty-errors',
    group: 'envelope',
    title: sentence('Errors without content'),
    note: sentence('The lists of errors hold an empty object, though all is well.'),
    making: emptyEntries,
  },
  {
    id: 'success-false',
    group: 'envelope',
    title: sentence('200 with success false'),
    note: sentence('Status 200, and a body that says that the request failed.'),
    making: json({
      bulk: {
        entity: { customers: [], count: 0, ...noIssues },
        warnings: [],
        errors: [{ status: false, code: 500, message: 'Request failed' }],
        success: false,
      },
      token: { data: null, errors: [{ code: 500, message: 'Request failed' }], success: false },
    }),
  },
];

/** The codes of the API's own, by family: HTTP 400, and `code` chooses within the family. */
const codes: readonly Fault[] = [
  ofCodes('mandatory-field', sentence('Mandatory field missing'), {
    403: problems.missingField('source').message,
  }),
  ofCodes('invalid-source', sentence('Invalid source'), {
    8003: problems.invalidSource.message,
    8012: problems.invalidLookupSource.message,
  }),
  ofCodes('invalid-account', sentence('Invalid account'), {
    8011: problems.invalidAccount.message,
    8045: problems.missingAccount.message,
  }),
  ofCodes('invalid-identifier', sentence('Invalid identifier'), {
    8013: problems.invalidIdentifier.message,
  }),
  ofCodes('not-found', sentence('Customer not found'), {
    8015: problems.notFound.message,
    8065: problems.notInSource.message,
  }),
  ofCodes('merged-or-deleted', sentence('Customer merged or deleted'), {
    8069: problems.merged.message,
    8109: problems.deleted.message,
  }),
  ofCodes('outside-hierarchy', sentence('Parent outside any hierarchy'), {
    1625: problems.outsideHierarchy('of this request').message,
  }),
  ofCodes('invalid-hierarchy', sentence('Invalid hierarchy or role'), {
    1609: 'Fleet hierarchy is invalid.',
    1610: problems.inactiveHierarchy.message,
    1615: 'Role code is invalid.',
    1616: 'Role code is not in the hierarchy.',
  }),
  ofCodes('invalid-company', sentence('Invalid company'), {
    1703: problems.missingCompany.message,
    1704: problems.unknownCompany.message,
    1705: problems.inactiveCompany.message,
    1708: problems.companyIdentifiers.message,
  }),
  ofCodes('batch-limit', sentence('Batch limit'), { 1060: 'Batch limit exceeded' }),
  ofCodes('busy', sentence('Search busy or failed'), {
    461: 'Search is busy',
    500: 'Search failed',
    521: 'Concurrent action in progress',
  }),
];

function ofCodes(id: string, title: string, messages: Readonly<Record<number, string>>): Fault {
  const parameters = codeParameter(messages);
  return {
    id,
    group: 'code',
    title,
    note: sentence("Status 400 with an error of the API's own."),
    making: refusingWith(messages),
    parameters,
  };
}

const signIn: readonly Fault[] = [
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

const servers: readonly Fault[] = [
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

/** All of them in lists of customers. */
const rows: readonly Omit<Fault, 'group' | 'operation'>[] = [
  {
    id: 'thirty-thousand',
    title: sentence('30,000 children'),
    note: sentence('Whoever is asked for has 30,000 children.'),
    making: thirtyThousand,
  },
  {
    id: 'ignores-offset',
    title: sentence('Offset ignored'),
    note: sentence('Every page is the first one.'),
    making: ignoringOffset,
  },
  {
    id: 'short-pages',
    title: sentence('Short pages'),
    note: sentence('Every page has half of the rows asked for.'),
    making: shortPages,
    parameters: { divisor: { default: 2, least: 2, most: 1000 } },
  },
  {
    id: 'duplicate-rows',
    title: sentence('Rows twice'),
    note: sentence('Every later page begins with the last rows of the page before.'),
    making: repeatingRows,
    parameters: { rows: { default: 2, least: 1, most: 1000 } },
  },
  {
    id: 'moving-rows',
    title: sentence('Rows move between pages'),
    note: sentence('Rows leave the list between two pages, so that others are never seen.'),
    making: movingRows,
    parameters: { rows: { default: 1, least: 1, most: 1000 } },
  },
  {
    id: 'circle',
    title: sentence('Hierarchy in a circle'),
    note: sentence(
      'Whoever is asked for leads into three customers who are above each other in turn.',
    ),
    making: circle,
  },
  {
    id: 'big-numbers',
    title: sentence('Numbers past 2^53'),
    note: sentence('User ids are past 2^53, and custom fields have numbers with trailing zeros.'),
    making: bigNumbers,
  },
];

const times: readonly Fault[] = [
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

/** Every bad day that the sandbox can have. */
export const faults: readonly Fault[] = [
  ...addresses,
  ...connections,
  ...bodies,
  ...envelopes,
  ...codes,
  ...signIn,
  ...servers,
  ...rows.map((one): Fault => ({ ...one, group: 'rows', operation: 'bulk' })),
  ...times,
];
