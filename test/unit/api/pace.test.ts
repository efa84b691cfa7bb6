import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Pace } from '../../../src/api/pace';
import { always, connectionTo, EMPTY_PAGE, gate, newClient, query, serve } from './loopback';

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

test('cancel reaches the socket of the server, and is not recorded', async () => {
  const asked = gate();
  const closed = gate();
  const origin = await serve((request) => {
    request.socket.once('close', () => closed.open());
    asked.open();
  });
  const { client, records } = newClient();
  const controller = new AbortController();
  const answer = client.page(connectionTo(origin), query, { signal: controller.signal });
  await asked.opened;
  controller.abort();
  expect(await answer).toEqual({ kind: 'cancelled' });
  await closed.opened;
  expect(records).toEqual([]);
});

test('cancelled before it starts, nothing is sent', async () => {
  let requests = 0;
  const origin = await serve(() => requests++);
  const { client } = newClient();
  const answer = await client.page(connectionTo(origin), query, { signal: AbortSignal.abort() });
  expect(answer).toEqual({ kind: 'cancelled' });
  expect(requests).toBe(0);
});

test('a request that waits for its turn is dropped by its signal', async () => {
  const answerNow = gate();
  let requests = 0;
  const origin = await serve((_request, response) => {
    requests++;
    void answerNow.opened.then(() => response.end(EMPTY_PAGE));
  });
  const { client } = newClient({ concurrentRequests: 1 });
  const connection = connectionTo(origin);
  const first = client.page(connection, query);
  const controller = new AbortController();
  const second = client.page(connection, query, { signal: controller.signal });
  controller.abort();
  expect(await second).toEqual({ kind: 'cancelled' });
  answerNow.open();
  expect((await first).kind).toBe('page');
  expect(requests).toBe(1);
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
