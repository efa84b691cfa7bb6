import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import type { Exchange } from '../../../src/api/exchange';
import type { Answer } from '../../../src/api/page';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { always, connectionTo, newClient, query, serve } from './loopback';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 0 });
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

function sandboxClient() {
  return newClient({}, () => Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }));
}

function exchangeOf(answer: Answer): Exchange {
  if (!('exchange' in answer) || answer.exchange === undefined)
    throw new Error(`No exchange: ${answer.kind}`);
  return answer.exchange;
}

function phasesOf(answer: Answer): readonly string[] {
  return exchangeOf(answer).timings?.phases.map(({ name }) => name) ?? [];
}

const here = ['queue', 'signIn', 'prepare'];
const answered = ['firstByte', 'body', 'parse'];

describe('the time of a request is told by phases', () => {
  test('over http: one connection is made, and then used again', async () => {
    const { client } = sandboxClient();
    const connection = connectionTo(sandbox.origin, 'oauth');
    const first = await client.page({ ...connection, signIn: 'oauth' }, query);
    // signing in made the connection
    expect(phasesOf(first)).toEqual([...here, ...answered]);
    expect(exchangeOf(first).timings?.reusedConnection).toBe(true);
    const elsewhere = newClient({}, () =>
      Promise.resolve({ kind: 'token', token: sandbox.environment().CAPILLARY_TOKEN }),
    ).client;
    const token = connectionTo(sandbox.origin);
    const fresh = await elsewhere.page(token, query);
    expect(phasesOf(fresh)).toEqual([...here, 'connect', ...answered]);
    expect(exchangeOf(fresh).timings?.reusedConnection).toBe(false);
    const again = await elsewhere.page(token, query);
    expect(phasesOf(again)).toEqual([...here, ...answered]);
    expect(exchangeOf(again).timings?.reusedConnection).toBe(true);
  });

  test('a large page that was timed still reads its text when it is wanted, and holds no copy', async () => {
    const { client } = newClient();
    const body = `{"entity":{"customers":[],"count":0,"note":"${'田'.repeat(1_100_000)}"}}`;
    const origin = await serve(always(200, body));
    const answer = await client.page(connectionTo(origin), query);
    expect(answer.kind).toBe('page');
    expect(phasesOf(answer)).toContain('parse');
    expect(Object.getOwnPropertyDescriptor(answer, 'text')).not.toHaveProperty('value');
  });

  test('over https, by a name: it is looked up, connected to, and agrees on encryption', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'authority-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const certificateAuthorityFile = path.join(folder, 'ca.pem');
    writeFileSync(certificateAuthorityFile, sandbox.certificateAuthority());
    const { client } = newClient({}, () =>
      Promise.resolve({ kind: 'token', token: sandbox.environment().CAPILLARY_TOKEN }),
    );
    const { port } = new URL(sandbox.origin);
    const connection: Connection = {
      ...connectionTo(`https://localhost:${port}`),
      certificateAuthorityFile,
    };
    const answer = await client.page(connection, query);
    expect(phasesOf(answer)).toEqual([...here, 'dns', 'connect', 'tls', ...answered]);
  });

  test('each phase begins where the one before ended, and all are as long as the whole', async () => {
    const { client } = sandboxClient();
    const answer = await client.page(connectionTo(sandbox.origin, 'oauth'), query);
    const { timings, durationMs } = exchangeOf(answer);
    const phases = timings?.phases ?? [];
    let end = 0;
    for (const { startMs, durationMs: took } of phases) {
      expect(startMs).toBeCloseTo(end, 6);
      expect(took).toBeGreaterThanOrEqual(0);
      end = startMs + took;
    }
    expect(end).toBeGreaterThanOrEqual(durationMs);
  });

  test('of one that failed, as far as it got', async () => {
    const { client } = newClient({ timeoutSeconds: 0.05 });
    const silent = await serve(() => undefined);
    const late = await client.page(connectionTo(silent), query);
    expect(late.kind).toBe('timeout');
    expect(phasesOf(late)).toEqual([...here, 'connect', 'firstByte']);
    const cut = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('{');
    });
    expect(phasesOf(await client.page(connectionTo(cut), query)).at(-1)).toBe('body');
    const nobody = await client.page(connectionTo('http://nowhere.invalid'), query);
    expect(phasesOf(nobody)).toEqual([...here, 'dns']);
  });

  test('a connection that the server had closed is seen to be made anew', async () => {
    let requests = 0;
    const origin = await serve((request, response) => {
      requests++;
      if (requests === 2) request.socket.resetAndDestroy();
      else always(200, '{"entity":{"customers":[],"count":0}}')(request, response);
    });
    const { client } = newClient();
    await client.page(connectionTo(origin), query);
    const answer = await client.page(connectionTo(origin), query);
    expect(phasesOf(answer)).toEqual([...here, 'firstByte', 'prepare', 'connect', ...answered]);
    expect(exchangeOf(answer).timings?.reusedConnection).toBe(false);
  });
});

test('each try is told: how it ended, and how long was waited after it', async () => {
  let requests = 0;
  const origin = await serve((request, response) => {
    requests++;
    if (requests === 1)
      always(503, '{"errors":[{"code":4001}]}', { 'X-Cap-Requestid': 'r-1' })(request, response);
    else if (requests === 2) {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('{', () => request.socket.destroy());
    } else always(200, '{"entity":{"customers":[],"count":0}}')(request, response);
  });
  const { client } = newClient();
  const { tries, earlierTries } = exchangeOf(await client.page(connectionTo(origin), query));
  expect(tries).toBe(3);
  expect(earlierTries).toMatchObject([
    { error: 'serverFailed', status: 503, code: '4001', requestId: 'r-1' },
    { error: 'unreachable', code: 'ECONNRESET' },
  ]);
  for (const { waitedMs } of earlierTries ?? []) expect(waitedMs).toBeGreaterThanOrEqual(0);
});
