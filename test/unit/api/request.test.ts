import type { IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basicHeader, passwordMd5 } from '../../../src/api/credentials';
import { queryProblems } from '../../../src/api/query';
import { requestAsSent } from '../../../src/api/request';
import { always, connectionTo, EMPTY_PAGE, newClient, query, serve } from './loopback';

test('Basic authentication is the one that the documentation gives as its example', () => {
  expect(basicHeader('store.server', passwordMd5('server123'))).toEqual([
    'Authorization',
    'Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3',
  ]);
});

test('an MD5 in upper case is sent in lower case', () => {
  const md5 = passwordMd5('server123').toUpperCase();
  expect(basicHeader('till', md5)).toEqual(basicHeader('till', passwordMd5('server123')));
});

test('every identifier arrives at the server as the user gave it', async () => {
  const seen: URL[] = [];
  const origin = await serve((request, response) => {
    seen.push(new URL(request.url ?? '', 'http://host'));
    response.end(EMPTY_PAGE);
  });
  const { client } = newClient();
  const arrives = async (value: string) => {
    const answer = await client.page(connectionTo(origin), { ...query, identifierValue: value });
    expect(answer.kind).toBe('page');
    expect(seen.at(-1)?.searchParams.get('associationEntityIdentifierValue')).toBe(value);
  };
  for (const value of ['a+b@x.io', '+91 893', '100%', 'a&b=c', '#1', "o'neil", '李雷', '👩‍👧', '%2B'])
    await arrives(value);
  const sendable = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((value) => queryProblems({ ...query, identifierValue: value }).length === 0);
  await fc.assert(fc.asyncProperty(sendable, arrives), { numRuns: 150 });
});

test('what is said to be sent is what is sent: address, headers and their order', async () => {
  let url = '';
  let raw: readonly string[] = [];
  const origin = await serve((request, response) => {
    url = request.url ?? '';
    raw = request.rawHeaders;
    response.end(EMPTY_PAGE);
  });
  const connection = connectionTo(origin, 'basic');
  const { client } = newClient();
  await client.page(connection, query);
  const said = requestAsSent(connection, query);
  expect(origin + url).toBe(said.url);
  const sent = raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1]]] : []));
  const own = sent.filter(([name]) => name !== 'Host' && name !== 'Connection');
  expect(own.filter(([name]) => name !== 'Authorization')).toEqual(said.headers);
  expect(said.authentication).toBe('basic');
});

test('the source goes out as the query has it, and an empty one is left out', () => {
  const connection = connectionTo('https://host.example');
  expect(requestAsSent(connection, { ...query, source: 'instore' }).url).toContain(
    'source=instore',
  );
  expect(requestAsSent(connection, { ...query, source: undefined }).url).not.toContain('source');
});

test.each([
  ['oauth', 'x-cap-api-oauth-token', 'canary-token'],
  ['token', 'x-cap-api-oauth-token', 'canary-token'],
  ['basic', 'authorization', 'Basic '],
] as const)('a connection with %s signs by %s', async (signIn, header, start) => {
  let headers: IncomingHttpHeaders = {};
  const origin = await serve((request, response) => {
    headers = request.headers;
    const isToken = request.url?.startsWith('/v3/');
    response.end(isToken ? '{"data":{"accessToken":"canary-token"},"errors":null}' : EMPTY_PAGE);
  });
  const { client } = newClient();
  await client.page(connectionTo(origin, signIn), query);
  expect(headers[header]).toMatch(new RegExp(`^${start}`));
});

test('a query that cannot be right is not sent', async () => {
  let requests = 0;
  const origin = await serve((request, response) => {
    requests++;
    always(200, EMPTY_PAGE)(request, response);
  });
  const { client, records } = newClient();
  const answer = await client.page(connectionTo(origin), {
    ...query,
    identifierValue: ' ',
    limit: 0,
  });
  expect(answer).toMatchObject({
    kind: 'invalidQuery',
    problems: [{ field: 'identifierValue' }, { field: 'limit' }],
  });
  expect(requests).toBe(0);
  expect(records).toHaveLength(1);
});

test('half of a character is refused, since it would arrive as another one', () => {
  expect(queryProblems({ ...query, identifierValue: 'a\ud83d' })).toHaveLength(1);
});
