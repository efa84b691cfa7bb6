import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  always,
  connectionTo,
  newClient,
  query,
  serve,
  TOKEN_CANARY,
  withTokens,
} from './loopback';

const large = Buffer.from(`{"entity":{"customers":[${'{"a":"é"},'.repeat(200_000)}{}]}}`);

test('an answer above the limit is handed on piece by piece, as received and decompressed', async () => {
  const handler = withTokens((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(large));
  });
  const { client, records } = newClient({ maxResponseMegabytes: 1 });
  const pieces: Uint8Array[] = [];
  const saved = await client.save(
    connectionTo(await serve(handler), 'oauth'),
    query,
    (piece) => {
      pieces.push(piece);
      return Promise.resolve();
    },
    new AbortController().signal,
  );
  expect(saved).toEqual({ kind: 'saved', sizeBytes: large.length, repeatsSecret: false });
  expect(pieces.length).toBeGreaterThan(1);
  expect(Buffer.concat(pieces).equals(large)).toBe(true);
  expect(records).toEqual([]);
});

test('a token that is refused is renewed once, and what says no is an error like any other', async () => {
  const refusal = '{"errors":[{"code":320001,"message":"Invalid"}]}';
  const handler = withTokens((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(refusal);
  });
  const { client } = newClient();
  const received: unknown[] = [];
  const saved = await client.save(
    connectionTo(await serve(handler), 'oauth'),
    query,
    (piece) => {
      received.push(piece);
      return Promise.resolve();
    },
    new AbortController().signal,
  );
  expect(saved).toMatchObject({ kind: 'signInRefused', text: refusal });
  expect({ received, tokens: handler.given() }).toEqual({ received: [], tokens: 2 });
});

test('cancelling ends it, and what receiving throws is passed on', async () => {
  const origin = await serve(always(200, large.toString()));
  const { client } = newClient();
  const controller = new AbortController();
  const cancelled = await client.save(
    connectionTo(origin),
    query,
    () => {
      controller.abort();
      return Promise.resolve();
    },
    controller.signal,
  );
  expect(cancelled).toEqual({ kind: 'cancelled' });
  const full = new Error('no space left');
  const saving = client.save(
    connectionTo(origin),
    query,
    () => Promise.reject(full),
    new AbortController().signal,
  );
  await expect(saving).rejects.toBe(full);
});

test('says where the answer repeats a secret, also one that is cut in two', async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(200);
    response.write(`{"echo":"${TOKEN_CANARY.slice(0, 5)}`);
    setImmediate(() => response.end(`${TOKEN_CANARY.slice(5)}"}`));
  });
  const { client } = newClient();
  const saved = await client.save(
    connectionTo(origin, 'token'),
    query,
    () => Promise.resolve(),
    new AbortController().signal,
  );
  expect(saved).toMatchObject({ kind: 'saved', repeatsSecret: true });
});
