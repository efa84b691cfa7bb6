import { expect, test } from 'vitest';
import { maskingWhile } from '../../../src/privacy/masking';
import {
  always,
  connectionTo,
  EMPTY_PAGE,
  newClient,
  query,
  serve,
  TOKEN_CANARY,
} from './loopback';

async function headersOf(status: number, body: string, headers: Record<string, string>) {
  const origin = await serve(always(status, body, headers));
  const answer = await newClient().client.page(connectionTo(origin), query);
  if (!('exchange' in answer)) throw new Error(`No exchange: ${answer.kind}`);
  return answer.exchange;
}

test('headers of an answer are kept as they came, in their order', async () => {
  const exchange = await headersOf(200, EMPTY_PAGE, { 'X-Cap-Requestid': 'r-1', 'X-Odd': 'a  b' });
  expect(exchange?.responseHeaders?.slice(0, 3)).toEqual([
    ['Content-Type', 'application/json'],
    ['X-Cap-Requestid', 'r-1'],
    ['X-Odd', 'a  b'],
  ]);
});

test('a failure has its headers, too', async () => {
  const exchange = await headersOf(400, '{"errors":[{"code":8015}]}', { 'X-Cap-Requestid': 'r-2' });
  expect(exchange?.responseHeaders).toContainEqual(['X-Cap-Requestid', 'r-2']);
});

test('what opens doors is not in them: cookies, tokens, and a secret that the server repeats', async () => {
  const sent = {
    'Set-Cookie': 'JSESSIONID=let-me-in; Path=/; HttpOnly; Domain=let-me-in',
    'X-Auth-Token': 'let-me-in',
    'X-Echo': `got ${TOKEN_CANARY} from you`,
    [`X-${TOKEN_CANARY}`]: 'y',
  };
  for (const [status, body] of [
    [200, EMPTY_PAGE],
    [500, ''],
  ] as const) {
    const exchange = await headersOf(status, body, sent);
    const text = JSON.stringify(exchange);
    expect(text).not.toContain('let-me-in');
    expect(text).not.toContain(TOKEN_CANARY);
    expect(exchange?.responseHeaders).toContainEqual([
      'Set-Cookie',
      'JSESSIONID=••••••••; Path=/; HttpOnly',
    ]);
    expect(exchange?.responseHeaders).toContainEqual(['X-Echo', 'got ••• from you']);
  }
});

test('while personal data is masked, headers that nobody knows are in shape', async () => {
  const exchange = await headersOf(200, EMPTY_PAGE, { 'X-Customer': '918933445577' });
  if (exchange === undefined) throw new Error('No exchange.');
  const masked = maskingWhile(() => true).exchange(exchange);
  expect(JSON.stringify(masked.responseHeaders)).not.toContain('918933445577');
  expect(masked.responseHeaders).toContainEqual(['Content-Type', 'application/json']);
});
