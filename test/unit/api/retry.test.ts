import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Waiting } from '../../../src/api/page';
import { Retries } from '../../../src/api/retry';
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
  withTokens,
  type Handler,
} from './loopback';
import { createServer } from 'node:http';

/** Answers the first requests with these, one each, and every later one with an empty page. */
function first(...handlers: readonly Handler[]): Handler & { requests(): number } {
  let requests = 0;
  const handler: Handler = (request, response) => {
    const given = handlers[requests++] ?? always(200, EMPTY_PAGE);
    given(request, response);
  };
  return Object.assign(handler, { requests: () => requests });
}

const breakOff: Handler = (request) => request.socket.resetAndDestroy();
const cutShort: Handler = (request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'Content-Length': '1000' });
  response.write('{', () => request.socket.destroy());
};

describe('a request is made again when', () => {
  test.each([
    ['the server fails', always(500, '')],
    ['a gateway fails', always(502, '<html>')],
    ['the platform cannot say who is who', always(503, '{"errors":[{"code":4001}]}')],
    ['the search is busy', always(400, '{"errors":[{"code":461}]}')],
    ['somebody else changes the customer', always(200, '{"errors":[{"code":521}]}')],
    ['the connection is reset', breakOff],
    ['the body is cut short', cutShort],
    ['there are too many requests', always(429, '')],
  ])('%s', async (_says, failing) => {
    const handler = first(failing, failing);
    const { client, records } = newClient();
    const answer = await client.page(connectionTo(await serve(handler)), query);
    expect(answer).toMatchObject({ kind: 'page', exchange: { status: 200, tries: 3 } });
    expect(handler.requests()).toBe(3);
    expect(records.map((record) => record.answer)).toEqual([answer]);
  });

  test('nothing listened', async () => {
    const server = createServer(always(200, EMPTY_PAGE));
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const { client } = newClient({}, undefined, undefined, {
      random: () => 0.5,
      pause: async () => {
        await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      },
    });
    const answer = await client.page(connectionTo(`http://127.0.0.1:${port}`), query);
    expect(answer).toMatchObject({ kind: 'page', exchange: { tries: 2 } });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
});

test('after three tries the last failure is told, once', async () => {
  const handler = first(always(500, 'one'), always(500, 'two'), always(500, 'three'));
  const { client, records } = newClient();
  const answer = await client.page(connectionTo(await serve(handler)), query);
  expect(answer).toMatchObject({ kind: 'serverFailed', text: 'three', exchange: { tries: 3 } });
  expect(records).toHaveLength(1);
  expect(handler.requests()).toBe(3);
});

describe('a request is made once when', () => {
  test.each([
    ['the customer is not found', always(400, '{"errors":[{"code":8015}]}')],
    ['it is refused', always(400, '{"errors":[{"code":1060}]}')],
    ['reading is not allowed', always(403, '{"errors":[{"code":4000}]}')],
    ['the token is refused', always(401, '')],
    ['it is sent on elsewhere', always(302, '', { Location: 'https://example.com/' })],
    ['the answer is a page of HTML', always(200, '<html>')],
    ['the answer is something else', always(200, '{}')],
    ['the answer is too large', always(200, `"${'x'.repeat(1_100_000)}"`)],
  ])('%s', async (_says, failing) => {
    const handler = first(failing);
    const { client, pauses } = newClient({ maxResponseMegabytes: 1 });
    const answer = await client.page(connectionTo(await serve(handler)), query);
    expect(answer.kind).not.toBe('page');
    expect(handler.requests()).toBe(1);
    expect(pauses).toEqual([]);
  });

  test('its time is up: the limit says how long to wait', async () => {
    const handler = first(() => undefined);
    const { client } = newClient({ timeoutSeconds: 0.05 });
    const answer = await client.page(connectionTo(await serve(handler)), query);
    expect(answer.kind).toBe('timeout');
    expect(handler.requests()).toBe(1);
  });

  test('the host cannot be found', async () => {
    const { client, pauses } = newClient();
    const answer = await client.page(connectionTo('http://nowhere.invalid'), query);
    expect(answer).toMatchObject({ kind: 'unreachable', cause: 'unknownHost' });
    // without a network the same name says EAI_AGAIN, which may pass
    if (answer.kind === 'unreachable' && answer.code === 'ENOTFOUND') expect(pauses).toEqual([]);
  });

  test('no token is given', async () => {
    const handler = first(always(500, ''));
    const { client } = newClient();
    const answer = await client.page(connectionTo(await serve(handler), 'oauth'), query);
    expect(answer).toMatchObject({
      kind: 'serverFailed',
      exchange: { signingIn: { method: 'POST' } },
    });
    expect(handler.requests()).toBe(1);
  });

  test('it tests the connection', async () => {
    const handler = first(always(500, ''));
    const { client } = newClient();
    expect((await client.test(connectionTo(await serve(handler)))).kind).toBe('serverFailed');
    expect(handler.requests()).toBe(1);
  });
});

test('pauses grow, are longer where requests are limited, and differ by chance', async () => {
  const pausesWith = async (status: number, random: number) => {
    const pauses: number[] = [];
    const { client } = newClient({}, undefined, undefined, {
      random: () => random,
      pause: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    });
    await client.page(connectionTo(await serve(always(status, ''))), query);
    return pauses;
  };
  expect(await pausesWith(500, 0.5)).toEqual([1000, 2000]);
  expect(await pausesWith(500, 0)).toEqual([750, 1500]);
  expect(await pausesWith(429, 0.5)).toEqual([2000, 4000]);
});

describe('a server that limits requests', () => {
  const limited = (headers: Record<string, string>) => first(always(429, '', headers));

  test('is waited for as long as it says', async () => {
    const { client, pauses } = newClient();
    const origin = await serve(limited({ 'Retry-After': '17' }));
    expect((await client.page(connectionTo(origin), query)).kind).toBe('page');
    expect(pauses).toEqual([17_000]);
  });

  test('means a date of its own clock, however wrong that is', async () => {
    const { client, pauses } = newClient();
    const origin = await serve(
      limited({
        Date: 'Wed, 21 Oct 2015 07:28:00 GMT',
        'Retry-After': 'Wed, 21 Oct 2015 07:28:30 GMT',
      }),
    );
    expect((await client.page(connectionTo(origin), query)).kind).toBe('page');
    expect(pauses).toEqual([30_000]);
  });

  test('is not waited for when it asks for more than a minute', async () => {
    const handler = limited({ 'Retry-After': '61' });
    const { client, pauses } = newClient();
    const answer = await client.page(connectionTo(await serve(handler)), query);
    expect(answer).toMatchObject({ kind: 'rateLimited', retryAfterSeconds: 61 });
    expect(pauses).toEqual([]);
    expect(handler.requests()).toBe(1);
  });
});

test('whoever waits is told why, until when, and that it ended', async () => {
  const told: (Waiting | undefined)[] = [];
  const { client } = newClient();
  const before = Date.now();
  const origin = await serve(first(always(503, '')));
  await client.page(connectionTo(origin), query, { waiting: (wait) => told.push(wait) });
  expect(told).toEqual([
    expect.objectContaining({
      kind: 'retry',
      why: expect.objectContaining({ kind: 'serverFailed' }) as unknown,
      attempt: 2,
      tries: 3,
      until: expect.any(Number) as number,
    }),
    undefined,
  ]);
  expect(told[0]?.until).toBeGreaterThanOrEqual(before + 1000);
});

describe('a request that waits before it is tried again', () => {
  /** A client that waits for as long as the test wants, and what tells that it does. */
  function waitingClient(settings: Parameters<typeof newClient>[0] = {}) {
    const begun = gate();
    const over = gate();
    const made = newClient(settings, undefined, undefined, {
      random: () => 0.5,
      pause: async (_milliseconds, signal) => {
        begun.open();
        const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
        await Promise.race([over.opened, aborted]);
      },
    });
    return { ...made, begun: begun.opened, goOn: () => over.open() };
  }

  test('is cancelled at once, and silently', async () => {
    const handler = first(always(500, ''));
    const { client, begun, records } = waitingClient();
    const controller = new AbortController();
    const told: (Waiting | undefined)[] = [];
    const answer = client.page(connectionTo(await serve(handler)), query, {
      signal: controller.signal,
      waiting: (wait) => told.push(wait),
    });
    await begun;
    controller.abort();
    expect(await answer).toEqual({ kind: 'cancelled' });
    expect(handler.requests()).toBe(1);
    expect(records).toEqual([]);
    expect(told.at(-1)).toBeUndefined();
  });

  test('ends with the client', async () => {
    const { client, begun } = waitingClient();
    const answer = client.page(connectionTo(await serve(first(always(500, '')))), query);
    await begun;
    client.dispose();
    expect(await answer).toEqual({ kind: 'cancelled' });
  });

  test('leaves its place to others meanwhile', async () => {
    const { client, begun, goOn } = waitingClient({ concurrentRequests: 1 });
    const connection = connectionTo(await serve(first(always(500, ''))));
    const waiting = client.page(connection, query);
    await begun;
    expect((await client.page(connection, { ...query, offset: 1 })).kind).toBe('page');
    goOn();
    expect((await waiting).kind).toBe('page');
  });

  test('waits for its turn again: each try counts against the minute', async () => {
    const handler = first(always(500, ''));
    const { client, settings } = newClient({ requestsPerMinute: 1 });
    const connection = connectionTo(await serve(handler));
    const tried = gate();
    const answer = client.page(connection, query, {
      waiting: (wait) => {
        if (wait === undefined) tried.open();
      },
    });
    await tried.opened;
    expect(handler.requests()).toBe(1);
    // another setting lets go what waits
    settings.requestsPerMinute = 100;
    await client.page(connection, { ...query, offset: 1 });
    expect((await answer).kind).toBe('page');
    expect(handler.requests()).toBe(3);
  });

  test('signs in anew where it has to', async () => {
    const handler = withTokens(first(always(500, ''), always(401, '')));
    const { client } = newClient();
    const answer = await client.page(connectionTo(await serve(handler), 'oauth'), query);
    expect(answer.kind).toBe('page');
    expect(handler.given()).toBe(2);
  });
});

describe('time', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const failed: Answer = {
    kind: 'unreachable',
    cause: 'reset',
    code: 'ECONNRESET',
  };
  /** Retries on the computer's own timing, and how often something was sent. */
  function started() {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
    let sent = 0;
    const retries = new Retries();
    const controller = new AbortController();
    const answer = retries.run(
      () => {
        sent++;
        return Promise.resolve(failed);
      },
      { signal: controller.signal },
    );
    return { sent: () => sent, answer, retries, controller };
  }

  test('passes on the clock: a computer that slept does not wait for the rest', async () => {
    const { sent } = started();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent()).toBe(1);
    // the clock goes on while timers stand still
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent()).toBe(2);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent()).toBe(3);
  });

  test('passes also when the clock is set back', async () => {
    const { sent } = started();
    await vi.advanceTimersByTimeAsync(100);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent()).toBe(3);
  });

  test('leaves no timer behind when the waiting ends early', async () => {
    const one = started();
    await vi.advanceTimersByTimeAsync(100);
    expect(vi.getTimerCount()).toBe(1);
    one.controller.abort();
    expect(await one.answer).toEqual({ kind: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
    const other = started();
    await vi.advanceTimersByTimeAsync(100);
    other.retries.dispose();
    expect(await other.answer).toEqual({ kind: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a sleep of the computer in the middle of a request', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is not taken for a slow server: the request is made again', async () => {
    const asked = gate();
    let connections = 0;
    const origin = await serveSockets((socket) => {
      connections++;
      socket.on('error', () => undefined);
      socket.once('data', () => {
        if (connections === 1) asked.open();
        else
          socket.end(
            `HTTP/1.1 200 OK\r\nContent-Length: ${EMPTY_PAGE.length}\r\n\r\n${EMPTY_PAGE}`,
          );
      });
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { client } = newClient({ timeoutSeconds: 30 });
    const answer = client.page(connectionTo(origin), query);
    await asked.opened;
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await answer).toMatchObject({ kind: 'page', exchange: { tries: 2 } });
    expect(connections).toBe(2);
  });
});
