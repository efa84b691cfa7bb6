import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import { Pace, type Sending } from '../../../src/api/pace';
import type { Waiting } from '../../../src/api/page';
import {
  always,
  connectionTo,
  EMPTY_PAGE,
  gate,
  newClient,
  query,
  serve,
  withTokens,
  type Handler,
} from './loopback';

afterEach(() => {
  vi.useRealTimers();
});

/** A job that sends one request. */
const sent =
  <Result>(then?: () => Result) =>
  ({ goes }: Sending): Promise<Result | undefined> => {
    goes();
    return Promise.resolve(then?.());
  };

test('no more jobs run at a time than the settings say', async () => {
  const pace = new Pace(() => ({ requestsPerMinute: 100, concurrentRequests: 3 }));
  const gates = Array.from({ length: 5 }, () => gate());
  let started = 0;
  const jobs = gates.map(({ opened }) =>
    pace.run('connection', () => {
      started++;
      return opened;
    }),
  );
  await setImmediate();
  expect(started).toBe(3);
  gates[0]?.open();
  await jobs[0];
  await setImmediate();
  expect(started).toBe(4);
  for (const { open } of gates) open();
  await Promise.all(jobs);
  expect(started).toBe(5);
});

test('cancelled before it starts, nothing is sent', async () => {
  let requests = 0;
  const origin = await serve(() => requests++);
  const { client } = newClient();
  const answer = await client.page(connectionTo(origin), query, { signal: AbortSignal.abort() });
  expect(answer).toEqual({ kind: 'cancelled' });
  expect(requests).toBe(0);
});

test('more requests than a minute allows wait; changed settings let them go', async () => {
  const origin = await serve(always(200, EMPTY_PAGE));
  const { client, records, settings } = newClient({ requestsPerMinute: 2 });
  const connection = connectionTo(origin);
  const waiting = Array.from({ length: 4 }, (_, offset) =>
    client.page(connection, { ...query, offset }),
  );
  await Promise.all(waiting.slice(0, 2));
  expect(records).toHaveLength(2);
  settings.requestsPerMinute = 100;
  const after = client.page(connection, { ...query, offset: 4 });
  for (const answer of await Promise.all([...waiting, after])) expect(answer.kind).toBe('page');
});

test('one connection does not wait for another', async () => {
  const pace = new Pace(() => ({ requestsPerMinute: 1, concurrentRequests: 1 }));
  void pace.run('slow', () => new Promise<never>(() => undefined));
  expect(await pace.run('other', () => Promise.resolve('done'))).toBe('done');
});

test('disposing of the client ends what runs and what waits', async () => {
  const asked = gate();
  const origin = await serve(() => asked.open());
  const { client } = newClient({ concurrentRequests: 1 });
  const connection = connectionTo(origin);
  const answers = [client.page(connection, query), client.page(connection, query)];
  await asked.opened;
  client.dispose();
  expect(await Promise.all(answers)).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }]);
});

test('a kept connection that the server closed meanwhile is replaced without a word', async () => {
  let connections = 0;
  const seen = new WeakSet();
  const origin = await serve((request, response) => {
    // the second request on a connection finds it closed, as after an idle time
    if (seen.has(request.socket)) {
      request.socket.resetAndDestroy();
      return;
    }
    seen.add(request.socket);
    connections++;
    response.end(EMPTY_PAGE);
  });
  const { client } = newClient();
  const connection = connectionTo(origin);
  for (let turn = 0; turn < 3; turn++)
    expect((await client.page(connection, query)).kind).toBe('page');
  expect(connections).toBe(3);
});

test.each(['page', 'test'] as const)(
  'nor do several connections that died while they were kept show: %s',
  async (method) => {
    const four = gate();
    const arrived: Socket[] = [];
    const dead = new WeakSet<Socket>();
    const origin = await serve((request, response) => {
      const { socket } = request;
      if (dead.has(socket)) {
        socket.resetAndDestroy();
        return;
      }
      arrived.push(socket);
      if (arrived.length === 4) four.open();
      // so that each of the first four needs a connection of its own
      void four.opened.then(() => response.end(EMPTY_PAGE));
    });
    const { client } = newClient();
    const connection = connectionTo(origin);
    const ask = (offset: number) => client.page(connection, { ...query, offset });
    await Promise.all([0, 1, 2, 3].map(ask));
    expect(new Set(arrived).size).toBe(4);
    for (const socket of arrived) dead.add(socket);
    const outcome = method === 'page' ? await ask(4) : await client.test(connection);
    expect(outcome).toMatchObject({ kind: method === 'page' ? 'page' : 'works' });
    // not because it was tried again later
    expect('exchange' in outcome ? outcome.exchange?.tries : undefined).toBeUndefined();
  },
);

test('what somebody waits for goes before what runs in the background', async () => {
  const pace = new Pace(() => ({ requestsPerMinute: 100, concurrentRequests: 1 }));
  const order: string[] = [];
  const job = (name: string, background: boolean) =>
    pace.run('connection', () => Promise.resolve(order.push(name)), { background });
  const jobs = [job('walk 1', true), job('walk 2', true), job('walk 3', true), job('row', false)];
  await Promise.all([...jobs, job('form', false)]);
  expect(order).toEqual(['walk 1', 'row', 'form', 'walk 2', 'walk 3']);
});

test('a lower number of requests at a time counts those that are under way', async () => {
  const settings = { requestsPerMinute: 100, concurrentRequests: 3 };
  const pace = new Pace(() => ({ ...settings }));
  const gates = Array.from({ length: 3 }, () => gate());
  let started = 0;
  const jobs = gates.map(({ opened }) =>
    pace.run('connection', () => {
      started++;
      return opened;
    }),
  );
  settings.concurrentRequests = 2;
  const later = pace.run('connection', () => Promise.resolve(started++));
  gates[0]?.open();
  await jobs[0];
  await setImmediate();
  expect(started).toBe(3);
  gates[1]?.open();
  await later;
  expect(started).toBe(4);
  gates[2]?.open();
  await Promise.all(jobs);
});

test('changed settings keep the order of what waits', async () => {
  const settings = { requestsPerMinute: 1, concurrentRequests: 1 };
  const pace = new Pace(() => ({ ...settings }));
  const order: string[] = [];
  const job = (name: string, background: boolean) =>
    pace.run('connection', () => Promise.resolve(order.push(name)), { background });
  const jobs = [job('first', true), job('walk', true), job('row', false)];
  await jobs[0];
  settings.requestsPerMinute = 100;
  await Promise.all([...jobs, job('form', false)]);
  expect(order).toEqual(['first', 'row', 'form', 'walk']);
});

test('a server never has more requests of a connection at a time than the settings say, failures, retries and renewed tokens included', async () => {
  let underWay = 0;
  let most = 0;
  let requests = 0;
  const handler = withTokens((_request, response) => {
    underWay++;
    most = Math.max(most, underWay);
    const turn = requests++;
    setTimeout(() => {
      underWay--;
      const status = turn % 7 === 3 ? 503 : turn % 11 === 5 ? 401 : 200;
      response.writeHead(status).end(status === 200 ? EMPTY_PAGE : '');
    }, turn % 5);
  });
  const { client } = newClient({ concurrentRequests: 3 });
  const connection = connectionTo(await serve(handler), 'oauth');
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, offset) =>
      client.page(connection, { ...query, offset }, { background: offset % 2 === 0 }),
    ),
  );
  expect(requests).toBeGreaterThan(60);
  expect(most).toBe(3);
  expect(answers.filter(({ kind }) => kind === 'page').length).toBeGreaterThan(50);
});

/** Tokens, pages and refusals: how many requests arrived, whatever for. */
async function counting(handler: Handler) {
  let arrived = 0;
  const origin = await serve((request, response) => {
    arrived++;
    handler(request, response);
  });
  return { connection: connectionTo(origin, 'oauth'), arrived: () => arrived };
}

test('asking for a token counts against the minute, and what it was for waits and is told so', async () => {
  const host = await counting(withTokens(always(200, EMPTY_PAGE)));
  const { client, settings } = newClient({ requestsPerMinute: 1 });
  const waits: (Waiting | undefined)[] = [];
  const waiting = (wait: Waiting | undefined) => waits.push(wait);
  const page = client.page(host.connection, query, { waiting });
  await vi.waitFor(() => expect(waits).toHaveLength(1));
  expect(host.arrived()).toBe(1);
  expect(waits).toMatchObject([{ kind: 'pace', requestsPerMinute: 1 }]);
  settings.requestsPerMinute = 3;
  const other = client.page(host.connection, { ...query, offset: 1 });
  expect((await page).kind).toBe('page');
  expect((await other).kind).toBe('page');
  expect(host.arrived()).toBe(3);
  expect(waits.at(-1)).toBeUndefined();
});

test('who signs out while a page waits for the minute after its token is not overruled', async () => {
  const host = await counting(withTokens(always(200, EMPTY_PAGE)));
  let signedIn = true;
  const { client, settings } = newClient({ requestsPerMinute: 1 }, () =>
    Promise.resolve(signedIn ? { kind: 'oauth', key: 'key', secret: 'secret' } : undefined),
  );
  const waiting = gate<Waiting | undefined>();
  const page = client.page(host.connection, query, { waiting: waiting.open });
  await waiting.opened;
  signedIn = false;
  settings.requestsPerMinute = 100;
  await client.page(host.connection, query);
  expect(await page).toEqual({ kind: 'notSignedIn' });
  expect(host.arrived()).toBe(1);
});

test('a page that waits for the minute after its token is cancelled at once', async () => {
  const host = await counting(withTokens(always(200, EMPTY_PAGE)));
  const { client } = newClient({ requestsPerMinute: 1 });
  const stop = new AbortController();
  const waiting = gate<Waiting | undefined>();
  const page = client.page(host.connection, query, { signal: stop.signal, waiting: waiting.open });
  await waiting.opened;
  stop.abort();
  expect(await page).toEqual({ kind: 'cancelled' });
});

test('the second request with a renewed token counts against the minute, too', async () => {
  let refusals = 0;
  const handler = withTokens((_request, response) => {
    response.writeHead(refusals++ === 0 ? 401 : 200).end(EMPTY_PAGE);
  });
  const host = await counting(handler);
  const { client, settings } = newClient({ requestsPerMinute: 2 });
  const refused = gate<Waiting | undefined>();
  const page = client.page(host.connection, query, { waiting: refused.open });
  await refused.opened;
  expect(host.arrived()).toBe(2);
  // room for the new token, and not for the page
  settings.requestsPerMinute = 3;
  const other = client.page(host.connection, { ...query, offset: 1 });
  await vi.waitFor(() => expect(host.arrived()).toBe(3));
  settings.requestsPerMinute = 5;
  void client.page(host.connection, { ...query, offset: 2 });
  for (const answer of await Promise.all([page, other])) expect(answer.kind).toBe('page');
  expect(host.arrived()).toBe(5);
});

test('what signs a request that is not sent takes nothing of the minute', async () => {
  const host = await counting(always(200, EMPTY_PAGE));
  const { client } = newClient({ requestsPerMinute: 1 });
  const connection: Connection = { ...host.connection, signIn: 'token' };
  for (let turn = 0; turn < 3; turn++)
    expect((await client.signed(connection, query)).kind).toBe('signed');
  expect((await client.page(connection, query)).kind).toBe('page');
  expect(host.arrived()).toBe(1);
});

test('other settings forget neither what runs nor what went out in the last minute', async () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const settings = { requestsPerMinute: 3, concurrentRequests: 2 };
  const pace = new Pace(() => ({ ...settings }));
  const open = new Set<() => void>();
  const starts: number[] = [];
  let most = 0;
  const job = () =>
    pace.run('connection', async ({ goes }) => {
      goes();
      starts.push(Date.now());
      const { opened, open: end } = gate();
      open.add(end);
      most = Math.max(most, open.size);
      await opened;
      open.delete(end);
    });
  const jobs = [job(), job()];
  await vi.advanceTimersByTimeAsync(10_000);
  for (const requestsPerMinute of [4, 3, 4, 3, 4]) {
    settings.requestsPerMinute = requestsPerMinute;
    jobs.push(job());
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(starts).toHaveLength(2);
  for (let minute = 0; minute < 4; minute++) {
    for (const end of open) end();
    await vi.advanceTimersByTimeAsync(30_000);
  }
  for (const end of open) end();
  await Promise.all(jobs);
  expect(most).toBe(2);
  // of seven, no more than four in any minute
  for (const [index, start] of starts.entries())
    expect((starts[index + 4] ?? Infinity) - start).toBeGreaterThanOrEqual(60_000);
});

test('a clock that is set back makes nobody wait longer than a minute', async () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const pace = new Pace(() => ({ requestsPerMinute: 1, concurrentRequests: 4 }));
  await pace.run('connection', sent());
  vi.setSystemTime(Date.now() - 3_600_000);
  const next = pace.run(
    'connection',
    sent(() => 'went'),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await next).toBe('went');
});

test('after a sleep of the computer no minute has more requests than allowed', async () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const pace = new Pace(() => ({ requestsPerMinute: 3, concurrentRequests: 10 }));
  const starts: number[] = [];
  const job = () =>
    pace.run('connection', ({ goes }) => {
      goes();
      starts.push(Date.now());
      return Promise.resolve();
    });
  const jobs = Array.from({ length: 12 }, job);
  await vi.advanceTimersByTimeAsync(1000);
  // the clock goes on while timers stand still
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  for (let minute = 0; minute < 6; minute++) await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all(jobs);
  for (const [index, start] of starts.entries())
    expect((starts[index + 3] ?? Infinity) - start).toBeGreaterThanOrEqual(60_000);
});

test('who has to wait for the minute is told until when, and when that ends', async () => {
  vi.useFakeTimers({ now: 1000 });
  const pace = new Pace(() => ({ requestsPerMinute: 2, concurrentRequests: 4 }));
  const told: unknown[] = [];
  const ask = (name: string, background = false) =>
    pace.run(
      'connection',
      sent(() => told.push(`${name} runs`)),
      {
        background,
        waiting: (wait) => told.push([name, wait?.until]),
      },
    );
  await ask('first');
  await vi.advanceTimersByTimeAsync(5000);
  await ask('second');
  expect(told).toEqual(['first runs', 'second runs']);
  const walk = ask('walk', true);
  const click = ask('click');
  expect(told.slice(2)).toEqual([
    ['walk', 61_000],
    ['click', 61_000],
  ]);
  await vi.advanceTimersByTimeAsync(61_000);
  await Promise.all([walk, click]);
  expect(told.slice(4)).toEqual([
    ['click', undefined],
    'click runs',
    ['walk', undefined],
    'walk runs',
  ]);
});

test('who is dropped while it waits for the minute waits no more', async () => {
  vi.useFakeTimers();
  const pace = new Pace(() => ({ requestsPerMinute: 1, concurrentRequests: 4 }));
  await pace.run('connection', sent());
  const waits: boolean[] = [];
  const stop = new AbortController();
  const dropped = pace.run('connection', () => Promise.resolve(), {
    signal: stop.signal,
    waiting: (wait) => waits.push(wait !== undefined),
  });
  stop.abort();
  await expect(dropped).rejects.toThrow();
  expect(waits).toEqual([true, false]);
});

test('waiting for another request to end is not waiting for the minute', async () => {
  const pace = new Pace(() => ({ requestsPerMinute: 100, concurrentRequests: 1 }));
  const { opened, open } = gate();
  const waits: unknown[] = [];
  const first = pace.run('connection', () => opened);
  const second = pace.run('connection', () => Promise.resolve(), {
    waiting: (wait) => waits.push(wait),
  });
  open();
  await Promise.all([first, second]);
  expect(waits).toEqual([]);
});

test('a tenth of the minute is kept for what somebody waits for', async () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const pace = new Pace(() => ({ requestsPerMinute: 20, concurrentRequests: 4 }));
  const went: string[] = [];
  const job = (name: string, turn: Parameters<Pace['run']>[2]) =>
    pace.run(
      'connection',
      sent(() => went.push(name)),
      turn,
    );
  const told: (Waiting | undefined)[] = [];
  const waiting = (how: Waiting | undefined) => void told.push(how);
  const dropped = new AbortController();
  const walk = Array.from({ length: 30 }, () => job('walk', { background: true, waiting }));
  const cancelled = job('cancelled', { background: true, signal: dropped.signal });
  await vi.advanceTimersByTimeAsync(1000);
  expect(went).toHaveLength(18);
  expect(told).toHaveLength(12);
  expect(told[0]).toMatchObject({ kind: 'pace', until: 1_700_000_060_000 });
  await Promise.all([job('click', {}), job('click', {})]);
  expect(went.slice(18)).toEqual(['click', 'click']);
  dropped.abort();
  await expect(cancelled).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all(walk);
  expect(went.filter((name) => name === 'walk')).toHaveLength(30);
  expect(went).not.toContain('cancelled');
  expect(vi.getTimerCount()).toBe(0);
});
