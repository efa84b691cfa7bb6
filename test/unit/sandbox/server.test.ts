import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { basicHeaderValue } from '../../../src/sandbox/signIn';
import { inEnglish } from '../../../src/sentence';
import { ask, askParent, parentCalled, read, refusal } from './asking';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** A request with a Host header of one's own, which fetch does not allow. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${sandbox.origin}/_sandbox`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

describe('loopback', () => {
  const port = () => new URL(sandbox.origin).port;

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]', '127.0.0.9'])(
    'answers to the host %s',
    async (host) => {
      expect(await statusWithHost(host)).toBe(200);
      expect(await statusWithHost(`${host}:${port()}`)).toBe(200);
    },
  );

  test.each([
    'example.com',
    'localhost.example.com',
    '127.0.0.1.nip.io',
    'evil.com:80@127.0.0.1',
    '192.168.0.1',
    '[::2]',
  ])('refuses the host %s', async (host) => {
    expect(await statusWithHost(host)).toBe(403);
  });

  test('is the only network that it listens to', async () => {
    expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const outward = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    if (!outward) return;
    const reached = await new Promise((resolve) => {
      const socket = connect(Number(port()), outward.address);
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    expect(reached).toBe(false);
  });
});

test('every answer has a request id of its own, the path, and the content type', async () => {
  const answers = [
    await ask(sandbox, '/v2/customers/bulk'),
    await ask(sandbox, '/v2/nothing'),
    await read(await fetch(`${sandbox.origin}/v2/customers/bulk`)),
  ];
  expect(answers.map(refusal)).toEqual(['400/403', '404/404', '401/401']);
  const ids = answers.map(({ headers }) => headers.get('X-Cap-Requestid'));
  expect(new Set(ids).size).toBe(3);
  for (const { headers } of answers) {
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(headers.get('x-cap-api-request-uri')).toMatch(/^\/v2\//);
  }
});

test('a method that a path does not have is refused, and says which it has', async () => {
  const answer = await fetch(`${sandbox.origin}/v3/oauth/token/generate`);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});

test('a body that is far too large is refused', async () => {
  const body = 'x'.repeat(100_000);
  const answer = await fetch(`${sandbox.origin}/v3/oauth/token/generate`, { method: 'POST', body });
  expect(answer.status).toBe(413);
});

test('large answers are compressed for those who accept it, and are the same', async () => {
  const parent = parentCalled(sandbox, 'Oddities');
  const compressed = await askParent(sandbox, parent, { limit: 100 });
  expect(compressed.headers.get('content-encoding')).toBe('gzip');
  const headers = {
    authorization: `Basic ${basicHeaderValue(sandbox.credentials.basic)}`,
    'accept-encoding': 'identity',
  };
  const query = `source=ALL&limit=100&associationEntityType=parentCustomer&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=${parent.identifierValue}`;
  const plain = await read(
    await fetch(`${sandbox.origin}/v2/customers/bulk?${query}`, { headers }),
  );
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(plain.text).toBe(compressed.text);
});

test('says what it is without a sign-in, and without credentials', async () => {
  const told = await read(await fetch(`${sandbox.origin}/_sandbox`));
  expect(told.body).toEqual({
    sandbox: 'customer-hierarchy',
    customers: 10_000,
    parents: sandbox.parents.map((parent) => ({ ...parent, label: inEnglish(parent.label) })),
  });
  const { oauth, basic } = sandbox.credentials;
  for (const secret of [oauth.key, oauth.secret, basic.till, basic.password])
    expect(told.text).not.toContain(secret);
});

test('closing ends idle and busy connections at once', async () => {
  const short = await startSandbox();
  const socket = connect(Number(new URL(short.origin).port), '127.0.0.1');
  const ended = new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined));
  await new Promise((resolve) => socket.on('connect', resolve));
  socket.write('GET /_sandbox HTTP/1.1\r\nhost: localhost\r\n');
  await short.close();
  await ended;
  await expect(fetch(`${short.origin}/_sandbox`)).rejects.toThrow();
});

test.each([
  [{ roles: 1 }, 'The number of roles must be a whole number from 2 to 8.'],
  [{ roles: 9 }, 'The number of roles must be a whole number from 2 to 8.'],
  [{ customers: -1 }, 'The number of customers must be a whole number from 0 to 100000000.'],
  [{ customers: 1.5 }, 'The number of customers must be a whole number from 0 to 100000000.'],
  [{ maximumLimit: 0 }, 'The maximum limit must be a whole number from 1 to 1000000.'],
  [
    { tokenLifetimeSeconds: 0 },
    'The token lifetime must be more than 0 and at most 86400 seconds.',
  ],
])('%j is refused in a sentence', async (options, sentence) => {
  await expect(startSandbox(options)).rejects.toThrow(sentence);
});
