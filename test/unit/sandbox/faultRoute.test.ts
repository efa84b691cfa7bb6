import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../../../src/sandbox/faults';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 0 });
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

const JSON_TYPE = { 'content-type': 'application/json' };

/** With headers of one's own, also those that fetch does not allow. */
function send(
  method: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<{ readonly status: number; readonly body: unknown }> {
  return new Promise((resolve, reject) => {
    const url = `${sandbox.origin}/_sandbox/faults`;
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

function inject(injection: unknown) {
  return send('POST', JSON_TYPE, JSON.stringify(injection));
}

test('GET tells every fault there is, with its parameters, and those that are on', async () => {
  await inject({ fault: 'rate-limited', operation: 'any', times: 3, retryAfterSeconds: 9 });
  await inject({ fault: 'tls-expired' });
  const { status, body } = await send('GET');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    available: faults.map(({ id, title, note }) => ({ id, title, note })),
    active: [
      { fault: 'tls-expired', operation: 'any', origin: sandbox.secureOrigin },
      {
        fault: 'rate-limited',
        operation: 'any',
        timesLeft: 3,
        parameters: { retryAfterSeconds: 9 },
      },
    ],
  });
  const { available } = body as { available: { id: string; parameters?: unknown }[] };
  expect(available.find(({ id }) => id === 'rate-limited')?.parameters).toEqual({
    retryAfterSeconds: { default: 5, least: 0, most: 86_400 },
  });
});

test('POST switches one on, once more with other values, and DELETE switches all off', async () => {
  const bulk = async () => (await fetch(`${sandbox.origin}/v2/customers/bulk`)).status;
  expect(await inject({ fault: 'html-503' })).toEqual({
    status: 201,
    body: { fault: 'html-503', operation: 'bulk', parameters: {} },
  });
  expect(await bulk()).toBe(503);
  await inject({ fault: 'html-503', operation: 'token' });
  expect(sandbox.activeFaults()).toHaveLength(1);
  expect(await bulk()).toBe(401);
  expect(await send('DELETE')).toEqual({ status: 200, body: { active: [] } });
  expect(sandbox.activeFaults()).toEqual([]);
});

test('needs no sign-in, and no fault keeps anybody from it', async () => {
  await inject({ fault: 'never-answers', operation: 'any' });
  expect((await send('GET')).status).toBe(200);
  expect((await send('DELETE')).status).toBe(200);
});

describe('is closed to pages in a browser', () => {
  const injection = JSON.stringify({ fault: 'server-error' });

  test.each(['GET', 'POST', 'DELETE', 'OPTIONS'])(
    '%s with an Origin is refused',
    async (method) => {
      sandbox.inject({ fault: 'html-200' });
      for (const origin of ['https://example.com', 'null', sandbox.origin]) {
        const { status } = await send(
          method,
          { ...JSON_TYPE, origin },
          method === 'POST' ? injection : '',
        );
        expect(status).toBe(403);
      }
      expect(sandbox.activeFaults().map(({ fault }) => fault.id)).toEqual(['html-200']);
    },
  );

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonp',
  ])('POST of the type %s is refused', async (type) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    expect((await send('POST', headers, injection)).status).toBe(415);
    expect(sandbox.activeFaults()).toEqual([]);
  });

  test('one that points its own name at this computer is refused', async () => {
    for (const method of ['GET', 'POST', 'DELETE'])
      expect((await send(method, { ...JSON_TYPE, host: 'evil.example' }, '')).status).toBe(403);
    expect(sandbox.activeFaults()).toEqual([]);
  });
});

test.each([
  [{ fault: 'rain' }, 'There is no fault “rain”.'],
  [{ fault: 7 }, 'There is no fault “7”.'],
  [{ fault: 'sleep' }, '“The machine goes to sleep” cannot be injected: no server can make it.'],
  [{ fault: 'html-200', operation: 'all' }, 'The operation must be bulk, token or any.'],
  [
    { fault: 'circle', operation: 'token' },
    '“Hierarchy in a circle” is for requests of the operation bulk only.',
  ],
  [
    { fault: 'html-200', times: 0 },
    'The parameter times must be a whole number from 1 to 1000000.',
  ],
  [
    { fault: 'html-200', times: '3' },
    'The parameter times must be a whole number from 1 to 1000000.',
  ],
  [{ fault: 'html-200', often: true }, '“HTML with 200” has no parameter often.'],
  [{ fault: 'html-200', constructor: 1 }, '“HTML with 200” has no parameter constructor.'],
  [{ fault: 'not-found', code: 500 }, 'The parameter code must be one of 8015, 8065.'],
  [
    { fault: 'rate-limited', retryAfterSeconds: -1 },
    'The parameter retryAfterSeconds must be a whole number from 0 to 86400.',
  ],
  [
    { fault: 'unknown-host', times: 1 },
    '“Unknown host” is on until it is cleared, for everything: leave out operation and times.',
  ],
])('%j is refused in a sentence', async (injection, sentence) => {
  const { status, body } = await inject(injection);
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errors: [{ message: `${sentence} GET /_sandbox/faults lists what there is.` }],
  });
  expect(sandbox.activeFaults()).toEqual([]);
});

test.each(['', 'server-error', '"server-error"', '[]', 'null', '{}'])(
  'a body of %j is refused',
  async (body) => {
    expect((await send('POST', JSON_TYPE, body)).status).toBe(400);
  },
);

test('another method is refused, and told which there are', async () => {
  const answer = await fetch(`${sandbox.origin}/_sandbox/faults`, { method: 'PUT' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE']);
});
