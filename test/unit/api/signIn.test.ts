import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startSandbox } from '../../../src/sandbox/sandbox';
import { inEnglish } from '../../../src/sentence';
import {
  always,
  connectionTo,
  EMPTY_PAGE,
  gate,
  newClient,
  query,
  serve,
  TOKEN_CANARY,
  withTokens,
  type Handler,
} from './loopback';

const tokenOf = (request: Parameters<Handler>[0]) => request.headers['x-cap-api-oauth-token'];

test('twenty pages at once ask for one token', async () => {
  const handler = withTokens(always(200, EMPTY_PAGE));
  const connection = connectionTo(await serve(handler), 'oauth');
  const { client } = newClient();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, offset) => client.page(connection, { ...query, offset })),
  );
  expect(answers.map(({ kind }) => kind)).toEqual(Array<string>(20).fill('page'));
  expect(handler.given()).toBe(1);
});

test.each([
  ['HTTP 498', 498, ''],
  ['401 of v1.1', 401, '{"response":{"status":{"success":"true","code":"401","message":"no"}}}'],
  ['498 in the body of a 200', 200, '{"errors":[{"code":498,"message":"Token expired at 1"}]}'],
])('%s gets a new token and the request again, once', async (_name, status, body) => {
  let requests = 0;
  const handler = withTokens((request, response) => {
    requests++;
    if (tokenOf(request) === `${TOKEN_CANARY}-1`) always(status, body)(request, response);
    else always(200, EMPTY_PAGE)(request, response);
  });
  const connection = connectionTo(await serve(handler), 'oauth');
  const { client, records } = newClient();
  expect((await client.page(connection, query)).kind).toBe('page');
  expect([handler.given(), requests]).toEqual([2, 2]);
  expect((await client.page(connection, query)).kind).toBe('page');
  expect([handler.given(), requests]).toEqual([2, 3]);
  expect(records).toHaveLength(2);
});

test('a server that refuses every token is asked twice and no more', async () => {
  let requests = 0;
  const handler = withTokens((request, response) => {
    requests++;
    always(401, '')(request, response);
  });
  const { client } = newClient();
  const answer = await client.page(connectionTo(await serve(handler), 'oauth'), query);
  expect(answer).toMatchObject({ kind: 'signInRefused', expired: false });
  expect([handler.given(), requests]).toEqual([2, 2]);
});

test('a token that was refused is not sent again when no new one could be had', async () => {
  const seen: unknown[] = [];
  let tokens = 0;
  const origin = await serve((request, response) => {
    if (request.url?.startsWith('/v3/')) {
      tokens++;
      const token = `{"data":{"accessToken":"t${tokens}","ttlSeconds":300}}`;
      always(tokens === 2 ? 500 : 200, tokens === 2 ? '' : token)(request, response);
      return;
    }
    seen.push(tokenOf(request));
    always(tokenOf(request) === 't1' ? 401 : 200, EMPTY_PAGE)(request, response);
  });
  const { client } = newClient();
  const connection = connectionTo(origin, 'oauth');
  expect((await client.page(connection, query)).kind).toBe('serverFailed');
  expect(client.tokenExpiry(connection.id)).toBeUndefined();
  expect((await client.page(connection, query)).kind).toBe('page');
  expect(seen).toEqual(['t1', 't3']);
});

test('twenty pages refused at once renew the token once', async () => {
  const handler = withTokens((request, response) => {
    const isOld = tokenOf(request) === `${TOKEN_CANARY}-1`;
    always(isOld ? 498 : 200, isOld ? '' : EMPTY_PAGE)(request, response);
  });
  const connection = connectionTo(await serve(handler), 'oauth');
  const { client } = newClient();
  const asked = Array.from({ length: 20 }, (_, offset) =>
    client.page(connection, { ...query, offset }),
  );
  for (const answer of await Promise.all(asked)) expect(answer.kind).toBe('page');
  expect(handler.given()).toBe(2);
});

test.each(['basic', 'token'] as const)('%s cannot be renewed: it is asked once', async (signIn) => {
  let requests = 0;
  const origin = await serve((request, response) => {
    requests++;
    always(401, '')(request, response);
  });
  const { client } = newClient();
  const answer = await client.page(connectionTo(origin, signIn), query);
  expect(answer.kind).toBe('signInRefused');
  expect(requests).toBe(1);
});

test('a token is used until shortly before it ends, then renewed', async () => {
  const handler = withTokens(always(200, EMPTY_PAGE), 300);
  const connection = connectionTo(await serve(handler), 'oauth');
  const { client } = newClient();
  const before = Date.now();
  await client.page(connection, query);
  const expiry = client.tokenExpiry(connection.id);
  expect(expiry).toBeGreaterThanOrEqual(before + 300_000);
  expect(expiry).toBeLessThanOrEqual(Date.now() + 300_000);

  const brief = withTokens(always(200, EMPTY_PAGE), 0.000_001);
  const other = connectionTo(await serve(brief), 'oauth');
  await client.page(other, query);
  await client.page(other, query);
  expect([handler.given(), brief.given()]).toEqual([1, 2]);
});

test('a forgotten token is asked for again', async () => {
  const handler = withTokens(always(200, EMPTY_PAGE));
  const connection = connectionTo(await serve(handler), 'oauth');
  const { client } = newClient();
  await client.page(connection, query);
  client.forgetTokens(connection.id);
  expect(client.tokenExpiry(connection.id)).toBeUndefined();
  await client.page(connection, query);
  expect(handler.given()).toBe(2);
});

test('a token never goes to another origin, nor is it used for other credentials', async () => {
  const first = withTokens(always(200, EMPTY_PAGE));
  let seen: unknown;
  const second = withTokens((request, response) => {
    seen = tokenOf(request);
    always(200, EMPTY_PAGE)(request, response);
  });
  let secret = 'one';
  const { client } = newClient({}, () => Promise.resolve({ kind: 'oauth', key: 'k', secret }));
  const connection = connectionTo(await serve(first), 'oauth');
  await client.page(connection, query);
  await client.page({ ...connection, origin: await serve(second) }, query);
  expect([first.given(), second.given()]).toEqual([1, 1]);
  expect(seen).toBe(`${TOKEN_CANARY}-1`);
  await client.page(connection, query);
  secret = 'two';
  await client.page(connection, query);
  expect(first.given()).toBe(3);
});

test('one page cancelled while all wait for the token leaves the others their token', async () => {
  const asked = gate();
  const answerNow = gate();
  const origin = await serve((request, response) => {
    if (!request.url?.startsWith('/v3/')) {
      response.end(EMPTY_PAGE);
      return;
    }
    asked.open();
    void answerNow.opened.then(() => response.end('{"data":{"accessToken":"t","ttlSeconds":300}}'));
  });
  const { client } = newClient();
  const controller = new AbortController();
  const given = client.page(connectionTo(origin, 'oauth'), query, { signal: controller.signal });
  const kept = client.page(connectionTo(origin, 'oauth'), query);
  await asked.opened;
  controller.abort();
  expect(await given).toEqual({ kind: 'cancelled' });
  answerNow.open();
  expect((await kept).kind).toBe('page');
});

test('when everyone who waits for a token gives up, asking for it ends', async () => {
  const asked = gate();
  const closed = gate();
  const origin = await serve((request) => {
    request.socket.once('close', () => closed.open());
    asked.open();
  });
  const { client } = newClient();
  const controller = new AbortController();
  const answer = client.page(connectionTo(origin, 'oauth'), query, { signal: controller.signal });
  await asked.opened;
  controller.abort();
  expect(await answer).toEqual({ kind: 'cancelled' });
  await closed.opened;
});

test.each([
  {
    says: 'wrong key',
    status: 400,
    body: '{"data":null,"errors":[{"code":320001,"message":"Invalid client key and secret"}]}',
    error: { kind: 'signInRefused', expired: false, issue: { code: 320001 } },
  },
  {
    says: 'wrong key, on 200',
    status: 200,
    body: '{"data":null,"errors":[{"code":320001,"message":"Invalid client key and secret"}]}',
    error: { kind: 'signInRefused', issue: { code: 320001 } },
  },
  { says: 'empty 401', status: 401, body: '', error: { kind: 'signInRefused' } },
  { says: 'no token', status: 200, body: '{"data":{}}', error: { kind: 'unexpectedShape' } },
  {
    says: 'a token that no header can hold',
    status: 200,
    body: '{"data":{"accessToken":"\ufffdabc"}}',
    error: { kind: 'unexpectedShape', text: '' },
  },
  {
    says: 'a token of two lines',
    status: 200,
    body: '{"data":{"accessToken":"abc\\ndef"}}',
    error: { kind: 'unexpectedShape', text: '' },
  },
  { says: 'HTML', status: 200, body: '<html>', error: { kind: 'notJson' } },
  { says: 'no such path', status: 404, body: '{}', error: { kind: 'rejected' } },
  { says: 'failing', status: 500, body: '', error: { kind: 'serverFailed' } },
  { says: 'too many', status: 429, body: '', error: { kind: 'rateLimited' } },
  { says: 'redirect', status: 302, body: '', error: { kind: 'redirected' } },
])('token endpoint, $says: $error.kind, and no page is asked', async ({ status, body, error }) => {
  const paths: (string | undefined)[] = [];
  const origin = await serve((request, response) => {
    paths.push(request.url);
    always(status, body)(request, response);
  });
  const { client } = newClient();
  const answer = await client.page(connectionTo(origin, 'oauth'), query);
  const url = `${origin}/v3/oauth/token/generate`;
  expect(answer).toMatchObject({
    ...error,
    exchange: { status, signingIn: { method: 'POST', url } },
  });
  expect(paths).toEqual(['/v3/oauth/token/generate']);
});

test.each([
  ['an empty page', 200, EMPTY_PAGE, 'works'],
  ['customer not found', 400, '{"errors":[{"code":8015,"message":"no"}]}', 'works'],
  ['invalid source', 400, '{"errors":[{"code":8003,"message":"no"}]}', 'works'],
  ['forbidden', 403, '{"errors":[{"code":4000,"message":"no"}]}', 'forbidden'],
  ['refused', 401, '', 'signInRefused'],
  ['another site', 404, '{}', 'rejected'],
  ['a gateway', 404, '{"status":404,"error":"Not Found"}', 'rejected'],
  ['failing', 500, '', 'serverFailed'],
] as const)('the test of a connection, %s (HTTP %s)', async (_says, status, body, kind) => {
  const origin = await serve(always(status, body));
  const { client, records } = newClient();
  const found = await client.test(connectionTo(origin, 'basic'));
  expect(found.kind).toBe(kind);
  if (found.kind === 'works')
    for (const sentence of found.found) expect(inEnglish(sentence)).toMatch(/\.$/);
  expect(records).toMatchObject([{ connection: { origin }, test: found }]);
});

describe('clocks', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a token that expired while the computer slept is not sent', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const sent: unknown[] = [];
    const handler = withTokens((request, response) => {
      sent.push(request.headers['x-cap-api-oauth-token']);
      response.end(EMPTY_PAGE);
    }, 300);
    const connection = connectionTo(await serve(handler), 'oauth');
    const { client } = newClient();
    expect((await client.page(connection, query)).kind).toBe('page');
    vi.setSystemTime(Date.now() + 3_600_000);
    expect((await client.page(connection, query)).kind).toBe('page');
    expect(sent).toEqual([`${TOKEN_CANARY}-1`, `${TOKEN_CANARY}-2`]);
  });

  test.each([-86_400, -3600, 3600, 86_400])(
    'a server whose clock is %d seconds off gives a token that is kept as long as it lives',
    async (seconds) => {
      const sandbox = await startSandbox({ customers: 10 });
      onTestFinished(() => sandbox.close());
      sandbox.inject({ fault: 'clock-skew', seconds });
      const { client, lines } = newClient({}, () =>
        Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }),
      );
      const connection = connectionTo(sandbox.origin, 'oauth');
      for (let turn = 0; turn < 3; turn++)
        expect((await client.page(connection, { ...query, source: 'ALL' })).kind).toBe('page');
      expect(lines.filter((line) => line.startsWith('POST'))).toHaveLength(1);
    },
  );
});
