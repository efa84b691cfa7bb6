import { expect, test } from 'vitest';
import { basicHeader } from '../../../src/api/credentials';
import {
  always,
  connectionTo,
  MD5_CANARY,
  newClient,
  query,
  serve,
  TOKEN_CANARY,
  withTokens,
} from './loopback';

test('a request is signed with what would be sent, and not sent', async () => {
  let asked = 0;
  const handler = withTokens(() => asked++);
  const origin = await serve(handler);
  const { client, lines, records } = newClient();
  expect(await client.signed(connectionTo(origin, 'token'), query)).toMatchObject({
    kind: 'signed',
    header: ['X-CAP-API-OAUTH-TOKEN', TOKEN_CANARY],
  });
  expect(await client.signed(connectionTo(origin, 'basic'), query)).toMatchObject({
    header: basicHeader('store.server', MD5_CANARY),
    request: { authentication: 'basic' },
  });
  expect(handler.given()).toBe(0);
  // a token is fetched where there is none, and used again
  for (let time = 0; time < 2; time++)
    expect(await client.signed(connectionTo(origin, 'oauth'), query)).toMatchObject({
      header: ['X-CAP-API-OAUTH-TOKEN', `${TOKEN_CANARY}-1`],
    });
  expect({ asked, tokens: handler.given(), records }).toEqual({ asked: 0, tokens: 1, records: [] });
  expect(lines.join()).not.toMatch(/canary|Basic/);
});

test('a request that cannot be signed is an error like any other', async () => {
  const origin = await serve(always(401, '{"errors":[{"code":320001,"message":"Invalid"}]}'));
  const { client } = newClient();
  expect(await client.signed(connectionTo(origin, 'oauth'), query)).toMatchObject({
    kind: 'signInRefused',
    exchange: { signingIn: { method: 'POST' } },
  });
  const signedOut = newClient({}, () => Promise.resolve(undefined)).client;
  expect(await signedOut.signed(connectionTo(origin), query)).toEqual({ kind: 'notSignedIn' });
  expect(await client.signed(connectionTo(origin), { ...query, limit: -1 })).toMatchObject({
    kind: 'invalidQuery',
  });
});
