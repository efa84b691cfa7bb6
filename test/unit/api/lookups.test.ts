import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../../src/api/connection';
import { toldParent } from '../../../src/api/lookups';
import { readCustomer } from '../../../src/api/customers';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { always, connectionTo, newClient, serve, TOKEN_CANARY } from './loopback';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 100 });
});
afterAll(() => sandbox.close());

const arjun = { type: 'mobile', value: '919800001001' };
const asha = { type: 'mobile', value: '919800000001' };

function clientOfSandbox() {
  const credentials: Credentials = { kind: 'oauth', ...sandbox.credentials.oauth };
  const made = newClient({}, () => Promise.resolve(credentials));
  return { ...made, connection: connectionTo(sandbox.origin, 'oauth') };
}

describe('the way up', () => {
  test('leads from a child to the parent, with identifiers to ask by', async () => {
    const { client, connection } = clientOfSandbox();
    const answer = await client.parent(connection, { identifier: arjun, source: 'INSTORE' });
    expect(answer).toMatchObject({ kind: 'parent', parent: { name: 'Asha Mehta' } });
    if (answer.kind !== 'parent' || typeof answer.parent === 'string') return;
    expect(answer.parent.profiles[0]?.identifiers).toContainEqual(asha);
  });

  test('ends at the top', async () => {
    const { client, connection } = clientOfSandbox();
    const answer = await client.parent(connection, { identifier: asha, source: 'INSTORE' });
    expect(answer).toMatchObject({ kind: 'parent', parent: 'none' });
  });

  test('is refused in the words of the API', async () => {
    const { client, connection } = clientOfSandbox();
    const nobody = { type: 'mobile', value: '910000000000' };
    expect(
      await client.parent(connection, { identifier: nobody, source: 'INSTORE' }),
    ).toMatchObject({ kind: 'notFound', issue: { code: 8015 } });
  });

  const profile = {
    firstName: 'Top',
    userId: 7,
    identifiers: [{ type: 'mobile', value: '915550001111' }],
  };
  test.each([
    ['as the embed', { id: 1, fleetParentDetails: { id: 7, profiles: [profile] } }],
    ['in a list', { fleetParentDetails: [{ profiles: [profile] }] }],
    ['as a profile', { fleetParentDetails: profile }],
    ['below entity', { entity: { fleetParentDetails: { profiles: [profile] } } }],
    ['by its name of the table of fields', { parentCustomer: { profiles: [profile] } }],
    ['one below the other', { fleetParentDetails: { parentCustomer: { profiles: [profile] } } }],
  ])('is found where the parent stands %s', async (_, body) => {
    const origin = await serve(always(200, JSON.stringify(body)));
    const { client } = newClient();
    const answer = await client.parent(connectionTo(origin), { identifier: arjun, source: 'ALL' });
    expect(answer).toMatchObject({ parent: { name: 'Top', userId: '7' } });
  });

  test('is untold where the answer has no word about it', async () => {
    const origin = await serve(always(200, '{"id":1,"profiles":[]}'));
    const { client } = newClient();
    expect(
      await client.parent(connectionTo(origin), { identifier: arjun, source: 'ALL' }),
    ).toMatchObject({ kind: 'parent', parent: 'untold' });
  });

  test('is told by an answer that lists the customer', () => {
    const row = { profiles: [], parentCustomer: { profiles: [profile], extendedFields: {} } };
    expect(toldParent(readCustomer(row as never, '/entity/customers/0'))?.name).toBe('Top');
    expect(toldParent(readCustomer({ profiles: [] }, ''))).toBeUndefined();
  });

  test('asks by what was meant, whatever is in it', async () => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url ?? '');
      always(200, '{"id":1}')(request, response);
    });
    const { client } = newClient();
    const identifier = { type: 'email', value: 'a+b&c=d@x.io' };
    await client.parent(connectionTo(origin), { identifier, source: 'WECHAT', accountId: 'W 1' });
    const asked = new URL(urls[0] ?? '', origin).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      source: 'WECHAT',
      accountId: 'W 1',
      identifierName: 'email',
      identifierValue: 'a+b&c=d@x.io',
      embed: 'fleetParentDetails',
    });
  });
});

describe('a search', () => {
  test('finds by a part of a name, page by page', async () => {
    const { client, connection } = clientOfSandbox();
    const first = await client.search(connection, { text: 'asha', limit: 1, offset: 0 });
    expect(first).toMatchObject({ kind: 'found', customers: [{ name: 'Asha Mehta' }] });
    if (first.kind !== 'found') return;
    const whole = await client.search(connection, { text: 'asha', limit: 100, offset: 0 });
    expect(whole).toMatchObject({ kind: 'found', total: first.total });
  });

  test('knows whom it found also where the id stands beside the profiles alone', async () => {
    const body = { data: [{ userId: 42, profiles: [{ firstName: 'A' }] }] };
    const origin = await serve(always(200, JSON.stringify(body)));
    const { client } = newClient();
    const answer = await client.search(connectionTo(origin), { text: 'abc', limit: 5, offset: 0 });
    expect(answer).toMatchObject({ kind: 'found', customers: [{ userId: '42' }] });
    expect(answer).not.toHaveProperty('total');
  });

  test.each([
    ['{"entity":1}', 'unexpectedShape'],
    ['<html>', 'notJson'],
    ['{"data":[],"errors":[{"code":461,"message":"Search busy"}]}', 'serverFailed'],
  ])('that gets %s is a failure', async (body, kind) => {
    const origin = await serve(always(200, body));
    const { client } = newClient();
    const answer = await client.search(connectionTo(origin), { text: 'abc', limit: 5, offset: 0 });
    expect(answer.kind).toBe(kind);
  });

  test('that is not wanted any more ends at once', async () => {
    const controller = new AbortController();
    const origin = await serve(() => controller.abort());
    const { client } = newClient();
    const answer = await client.search(
      connectionTo(origin),
      { text: 'abc', limit: 5, offset: 0 },
      { signal: controller.signal },
    );
    expect(answer).toEqual({ kind: 'cancelled' });
  });
});

test('neither is in a line of the log, nor a secret that the host repeats in the answer', async () => {
  const echo = `{"id":1,"fleetParentDetails":{"profiles":[{"firstName":"${TOKEN_CANARY}"}]}}`;
  const origin = await serve(always(200, echo, { 'X-Cap-Requestid': 'for 919800001001, Asha' }));
  const { client, lines } = newClient();
  const answer = await client.parent(connectionTo(origin), { identifier: arjun, source: 'ALL' });
  await client.search(connectionTo(origin), { text: 'Asha', limit: 5, offset: 0 });
  expect(JSON.stringify(answer)).not.toContain(TOKEN_CANARY);
  expect(lines).toHaveLength(2);
  expect(lines[0]).not.toContain(arjun.value);
  expect(lines[1]).not.toContain('Asha');
});
