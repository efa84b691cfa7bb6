import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import { Certificates } from '../../../src/sandbox/certificates';
import {
  always,
  connectionTo,
  EMPTY_PAGE,
  gate,
  listen,
  newClient,
  query,
  serve,
  serveSockets,
  type Handler,
} from './loopback';

async function ask(origin: string, settings = {}) {
  return newClient(settings).client.page(connectionTo(origin), query);
}

async function askServer(handler: Handler) {
  return ask(await serve(handler));
}

test('nobody listens: refused', async () => {
  const port = await listenAndClose();
  expect(await ask(`http://127.0.0.1:${port}`)).toMatchObject({
    kind: 'unreachable',
    cause: 'refused',
    code: 'ECONNREFUSED',
  });
});

/** A port on which nobody listens any more. */
async function listenAndClose(): Promise<number> {
  const server = createSocketServer();
  const port = await listen(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

test('refused at every address of a name is refused, not some aggregate', async () => {
  const port = await listenAndClose();
  expect(await ask(`http://localhost:${port}`)).toMatchObject({
    kind: 'unreachable',
    cause: 'refused',
    code: 'ECONNREFUSED',
  });
});

test('a name that does not exist: unknown host', async () => {
  const answer = await ask('https://customer-hierarchy.invalid');
  expect(answer).toMatchObject({ kind: 'unreachable', cause: 'unknownHost' });
});

test('a connection is asked as it is once it is ready', async () => {
  const origin = await serve(always(200, EMPTY_PAGE));
  const ready = () => Promise.resolve(connectionTo(origin));
  const { client, records } = newClient({}, undefined, ready);
  const answer = await client.page(connectionTo('http://127.0.0.1:1'), query);
  expect(answer).toMatchObject({ kind: 'page' });
  expect(records).toMatchObject([{ connection: { id: 'to http://127.0.0.1:1' } }]);
});

test('a connection that cannot be made ready is an answer, told in the log by its code', async () => {
  const busy = Object.assign(new Error('of 918933445577'), { code: 'EADDRINUSE' });
  const { client, lines } = newClient({}, undefined, () => Promise.reject(busy));
  const connection = connectionTo('http://127.0.0.1:1');
  const error = { kind: 'unreachable', cause: 'network', code: 'EADDRINUSE' };
  expect(await client.page(connection, query)).toEqual(error);
  expect(await client.test(connection)).toEqual(error);
  expect(lines).toEqual(Array<string>(2).fill('A request was not made: Error EADDRINUSE.'));
});

test('cancelled while the connection is made ready: nothing is asked', async () => {
  const preparing = gate();
  const controller = new AbortController();
  const { client } = newClient({}, undefined, async (connection) => {
    await preparing.opened;
    return connection;
  });
  const answer = client.page(connectionTo('http://127.0.0.1:1'), query, {
    signal: controller.signal,
  });
  controller.abort();
  preparing.open();
  expect(await answer).toEqual({ kind: 'cancelled' });
});

test('of a secret that holds another one, nothing is left in what the server repeats', async () => {
  const credentials = { kind: 'oauth', key: 'acme', secret: 'acme-xyz9' } as const;
  const body = '{"errors":[{"code":320001,"message":"acme-xyz9 is not the secret of acme"}]}';
  const { client } = newClient({}, () => Promise.resolve(credentials));
  const origin = await serve(always(400, body));
  const answer = await client.page(connectionTo(origin, 'oauth'), query);
  expect(answer).toMatchObject({ issue: { message: '••• is not the secret of •••' } });
});

test('the connection is cut before the answer: reset', async () => {
  const origin = await serveSockets((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.resetAndDestroy());
  });
  expect(await ask(origin)).toMatchObject({ kind: 'unreachable', cause: 'reset' });
});

test('the connection is cut in the middle of the answer: reset, with what was known', async () => {
  const answer = await askServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '1000', 'X-Cap-Requestid': 'trace-1' });
    response.write('{"entity":', () => response.destroy());
  });
  expect(answer).toMatchObject({
    kind: 'unreachable',
    cause: 'reset',
    exchange: { status: 200, requestId: 'trace-1' },
  });
});

test('something that does not speak HTTP: a network failure with its code', async () => {
  const origin = await serveSockets((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'));
  });
  expect(await ask(origin)).toMatchObject({ kind: 'unreachable', cause: 'network' });
});

test('a compressed body that is none: damaged, which is not the network', async () => {
  const answer = await askServer((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'X-Cap-Requestid': 'trace-1' });
    response.end('no gzip');
  });
  expect(answer).toMatchObject({
    kind: 'unreachable',
    cause: 'damaged',
    code: 'Z_DATA_ERROR',
    exchange: { status: 200, requestId: 'trace-1' },
  });
});

test('no answer in time: timeout', async () => {
  const origin = await serve(() => undefined);
  expect(await ask(origin, { timeoutSeconds: 0.1 })).toMatchObject({
    kind: 'timeout',
    seconds: 0.1,
  });
});

test('an answer that trickles in is held to the same time', async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(await ask(origin, { timeoutSeconds: 0.2 })).toMatchObject({
    kind: 'timeout',
    exchange: { status: 200 },
  });
});

test('a server with a certificate of its own making: tls', async () => {
  const server = createTlsServer(
    new Certificates().certificate('selfSigned'),
    always(200, EMPTY_PAGE),
  );
  onTestFinished(() => void server.close());
  const port = await listen(server);
  expect(await ask(`https://localhost:${port}`)).toMatchObject({
    kind: 'tls',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
});

test('https asked of a server that speaks http: tls', async () => {
  const origin = await serve(always(200, EMPTY_PAGE));
  expect(await ask(origin.replace('http:', 'https:'))).toMatchObject({ kind: 'tls' });
});

test('more than the limit is refused, also when it was compressed below it', async () => {
  const large = JSON.stringify({ entity: { customers: [], note: 'x'.repeat(50_000) } });
  const plain = await serve(always(200, large));
  const packed = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    response.end(gzipSync(large));
  });
  for (const origin of [plain, packed]) {
    expect(await ask(origin, { maxResponseMegabytes: 0.02 })).toMatchObject({
      kind: 'tooLarge',
      limitMegabytes: 0.02,
      exchange: { status: 200 },
    });
  }
});

test('what is refused for its size has that size where the answer announced it, and only there', async () => {
  const large = JSON.stringify({ entity: { customers: [], note: 'x'.repeat(50_000) } });
  const packed = gzipSync(JSON.stringify({ note: 'x'.repeat(20_000_000) }));
  const sizeOf = async (handler: Parameters<typeof serve>[0]) => {
    const refused = await ask(await serve(handler), { maxResponseMegabytes: 0.01 });
    if (refused.kind !== 'tooLarge') throw new Error(`Not too large, but ${refused.kind}.`);
    return refused.sizeBytes;
  };
  const announcing = (body: string | Buffer, headers: Record<string, string>) =>
    sizeOf((_request, response) => {
      response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    });
  expect(await announcing(large, {})).toBe(large.length);
  expect(await announcing(large, { 'content-encoding': 'identity' })).toBe(large.length);
  // the header counts what is sent, which is not what would be shown
  expect(await announcing(packed, { 'content-encoding': 'gzip' })).toBeUndefined();
  const inPieces = await sizeOf((_request, response) => {
    response.writeHead(200);
    response.write(large.slice(0, 20_000));
    response.end(large.slice(20_000));
  });
  expect(inPieces).toBeUndefined();
});

test('a redirect is shown, not followed', async () => {
  let visits = 0;
  const elsewhere = await serve((request, response) => {
    visits++;
    always(200, EMPTY_PAGE)(request, response);
  });
  const answer = await askServer(always(302, '', { Location: `${elsewhere}/login` }));
  expect(answer).toMatchObject({ kind: 'redirected', location: `${elsewhere}/login` });
  expect(visits).toBe(0);
});

const v2 = (code: unknown, message: string) =>
  JSON.stringify({ warnings: [], errors: [{ status: false, code, message }] });
const v1 = (code: unknown, message: string, success: unknown = 'true') =>
  JSON.stringify({ response: { status: { success, code, message } } });
const html = '<html><body>502 Bad Gateway</body></html>';

interface Case {
  readonly says: string;
  readonly status: number;
  readonly body: string;
  readonly error: { readonly kind: ApiError['kind'] } & Record<string, unknown>;
}

const cases: readonly Case[] = [
  {
    says: 'v2 error on 400',
    status: 400,
    body: v2(8015, 'Customer not found for the given identifiers'),
    error: {
      kind: 'notFound',
      issue: { code: 8015, message: 'Customer not found for the given identifiers' },
    },
  },
  {
    says: 'v2 error without warnings, code as a string, on 200',
    status: 200,
    body: '{"errors":[{"status":false,"code":"8015","message":"no"}]}',
    error: { kind: 'notFound', issue: { code: 8015 } },
  },
  {
    says: 'an envelope with success:false',
    status: 200,
    body: '{"entity":{"customers":[],"count":0,"errors":[{"code":1625,"message":"not mapped"}]},"success":false}',
    error: { kind: 'notFound', issue: { code: 1625 } },
  },
  {
    says: 'success:false and nothing else',
    status: 200,
    body: '{"entity":{"customers":[],"count":0},"success":false}',
    error: { kind: 'unexpectedShape' },
  },
  ...[8013, 8065, 8069, 8109, 1703, 1704, 1705, 1708].map((code) => ({
    says: `code ${code}`,
    status: 400,
    body: v2(code, 'no'),
    error: { kind: 'notFound' as const, issue: { code } },
  })),
  ...[8003, 8011, 8012, 8045, 1609, 1610, 1615, 1616, 1060, 9999].map((code) => ({
    says: `code ${code}`,
    status: 400,
    body: v2(code, 'no'),
    error: { kind: 'rejected' as const, issue: { code } },
  })),
  {
    says: 'a code of the API on 500',
    status: 500,
    body: v2(8015, 'no'),
    error: { kind: 'notFound' },
  },
  {
    says: 'the published 403',
    status: 403,
    body: v2(4000, 'Not authorized. Access is denied!'),
    error: { kind: 'forbidden', issue: { code: 4000 } },
  },
  { says: 'an empty 403', status: 403, body: '', error: { kind: 'forbidden' } },
  { says: 'a 403 of a CDN', status: 403, body: html, error: { kind: 'notJson' } },
  {
    says: 'body code 403 for a missing field',
    status: 400,
    body: v2(403, 'Mandatory field is missing. Field {source} is mandatory'),
    error: { kind: 'rejected', issue: { code: 403 } },
  },
  {
    says: '503 with 4001',
    status: 503,
    body: v2(4001, 'Authorization status unavailable!'),
    error: { kind: 'serverFailed' },
  },
  { says: '401 as v2', status: 401, body: v2(401, 'no'), error: { kind: 'signInRefused' } },
  {
    says: '401 as v1.1, code and success as strings, on 200',
    status: 200,
    body: v1('401', 'Unauthorized'),
    error: {
      kind: 'signInRefused',
      expired: false,
      issue: { severity: 'error', code: 401, message: 'Unauthorized' },
    },
  },
  {
    says: '498 as v1.1, code as a number',
    status: 401,
    body: v1(498, 'Token expired at 10:00', false),
    error: { kind: 'signInRefused', expired: true },
  },
  {
    says: 'HTTP 498 without a body',
    status: 498,
    body: '',
    error: { kind: 'signInRefused', expired: true },
  },
  { says: '429 without a body', status: 429, body: '', error: { kind: 'rateLimited' } },
  { says: '429 in the body', status: 400, body: v2('429', 'slow'), error: { kind: 'rateLimited' } },
  { says: 'search busy', status: 400, body: v2(461, 'busy'), error: { kind: 'serverFailed' } },
  { says: 'HTML 502', status: 502, body: html, error: { kind: 'serverFailed', text: html } },
  { says: 'HTML 200', status: 200, body: html, error: { kind: 'notJson', text: html } },
  { says: 'HTML 404', status: 404, body: html, error: { kind: 'notJson' } },
  { says: 'empty 200', status: 200, body: '', error: { kind: 'notJson', text: '' } },
  { says: '{} on 200', status: 200, body: '{}', error: { kind: 'unexpectedShape', text: '{}' } },
  { says: '{} on 400', status: 400, body: '{}', error: { kind: 'rejected' } },
  { says: 'an array', status: 200, body: '[1]', error: { kind: 'unexpectedShape' } },
  { says: 'null', status: 200, body: 'null', error: { kind: 'unexpectedShape' } },
  {
    says: 'an empty entry among the errors',
    status: 400,
    body: '{"errors":[{},{"code":8015,"message":"no"}]}',
    error: { kind: 'notFound', issue: { code: 8015 } },
  },
  {
    says: 'a list that is none',
    status: 200,
    body: '{"entity":{"customers":{"a":1}},"success":true}',
    error: { kind: 'unexpectedShape' },
  },
  {
    says: "a gateway's own shape",
    status: 404,
    body: '{"status":404,"error":"Not Found","path":"/v2"}',
    error: { kind: 'rejected', issue: { code: 404, message: 'Not Found' } },
  },
];

test.each(cases)('$says (HTTP $status): $error.kind', async ({ status, body, error }) => {
  const answer = await askServer(always(status, body, { 'X-Cap-Requestid': 'trace-2' }));
  expect(answer).toMatchObject({ ...error, exchange: { status, requestId: 'trace-2' } });
});

test.each([
  ['7', 7],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ['soon', undefined],
])('Retry-After %j is %s seconds', async (value, seconds) => {
  const answer = await askServer(always(429, '{}', { 'Retry-After': value }));
  if (answer.kind !== 'rateLimited') throw new Error(answer.kind);
  expect(answer.retryAfterSeconds).toBe(seconds);
});

test('Retry-After as a date is the seconds until then', async () => {
  const until = Math.ceil(Date.now() / 1000) * 1000 + 60_000;
  const headers = { 'Retry-After': new Date(until).toUTCString() };
  const before = Date.now();
  const answer = await askServer(always(429, '{}', headers));
  if (answer.kind !== 'rateLimited') throw new Error(answer.kind);
  const secondsAfter = (now: number) => Math.ceil((until - now) / 1000);
  expect(answer.retryAfterSeconds).toBeGreaterThanOrEqual(secondsAfter(Date.now()));
  expect(answer.retryAfterSeconds).toBeLessThanOrEqual(secondsAfter(before));
});

test('an answered failure tells the whole exchange', async () => {
  const body = v2(8015, 'nö');
  const before = Date.now();
  const answer = await askServer(always(400, body, { 'X-Cap-Requestid': 'trace-3' }));
  if (answer.kind !== 'notFound') throw new Error(answer.kind);
  const { exchange, text } = answer;
  expect(text).toBe(body);
  expect(exchange).toMatchObject({
    status: 400,
    requestId: 'trace-3',
    contentType: 'application/json',
    sizeBytes: Buffer.byteLength(body),
  });
  expect(exchange.startedAt).toBeGreaterThanOrEqual(before);
  expect(exchange.durationMs).toBeGreaterThan(0);
  expect(exchange.request.url).toContain('/v2/customers/bulk?');
});

test('secrets that cannot be read, and nobody signed in, are two things', async () => {
  const origin = await serve(always(200, EMPTY_PAGE));
  const locked = newClient({}, () => Promise.reject(new Error('The keyring is locked.')));
  expect(await locked.client.page(connectionTo(origin), query)).toEqual({
    kind: 'secretsUnreadable',
    message: 'The keyring is locked.',
  });
  const nobody = newClient({}, () => Promise.resolve(undefined));
  expect(await nobody.client.page(connectionTo(origin), query)).toEqual({ kind: 'notSignedIn' });
});

test('credentials for another way of signing in are not sent', async () => {
  let requests = 0;
  const origin = await serve(() => requests++);
  const { client } = newClient({}, () => Promise.resolve({ kind: 'token', token: 'old' }));
  expect(await client.page(connectionTo(origin, 'basic'), query)).toEqual({ kind: 'notSignedIn' });
  expect(requests).toBe(0);
});
