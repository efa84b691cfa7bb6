import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sandbox/fault';
import { faults } from '../../../src/sandbox/faults';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { basicHeaderValue } from '../../../src/sandbox/signIn';
import { ask, askChildren, nameOf, read, refusal, rowsOf, userIdsOf } from './asking';
import { askOverWire, childrenPath } from './wire';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 1000 });
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

const PARENT = '919800000001';

/** What the sandbox says while nothing is wrong. */
async function sound(path = childrenPath()): Promise<Buffer> {
  return Buffer.from(await (await get(path)).arrayBuffer());
}

function get(path = childrenPath()): Promise<Response> {
  const authorization = `Basic ${basicHeaderValue(sandbox.credentials.basic)}`;
  return fetch(sandbox.origin + path, {
    headers: { authorization, 'accept-encoding': 'identity' },
    redirect: 'manual',
  });
}

function getToken(): Promise<Response> {
  const body = JSON.stringify(sandbox.credentials.oauth);
  return fetch(`${sandbox.origin}/v3/oauth/token/generate`, { method: 'POST', body });
}

async function tokenOf(answer: Response): Promise<string> {
  const { data } = (await answer.json()) as { data: { accessToken: string } };
  return data.accessToken;
}

describe('the table', () => {
  test('has an id, a title and one sentence for each fault, and no id twice', () => {
    for (const { id, title, note } of faults) {
      expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
      expect(title).not.toMatch(/\.$/);
      expect(note).toMatch(/^[^.].*[^.]\.$/);
      expect(note).not.toContain('. ');
    }
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });

  test('every fault can be injected for all that it is for, and cleared; those of the client cannot', () => {
    const isInjectable = ({ making }: Fault) => making.kind !== 'client';
    for (const { id, making, operation } of faults.filter(isInjectable)) {
      sandbox.inject(
        making.kind === 'answer' ? { fault: id, operation: operation ?? 'any' } : { fault: id },
      );
      expect(sandbox.activeFaults()).toHaveLength(1);
      sandbox.clearFaults();
    }
    expect(sandbox.activeFaults()).toEqual([]);
    expect(() => sandbox.inject({ fault: 'sleep' })).toThrow('no server can make it');
  });
});

describe('the connection', () => {
  test('never-answers: the request is taken, and not a byte comes back', async () => {
    sandbox.inject({ fault: 'never-answers', times: 1 });
    const wire = askOverWire(sandbox);
    // the fault is used up when the request was taken; what was asked later is answered before
    while (sandbox.activeFaults().length > 0) await fetch(`${sandbox.origin}/_sandbox`);
    await sound();
    expect(wire.received()).toHaveLength(0);
    expect(wire.socket.readyState).toBe('open');
  });

  test('headers-then-silence: the head comes, and not a byte of the body that it announces', async () => {
    sandbox.inject({ fault: 'headers-then-silence', times: 1 });
    const wire = askOverWire(sandbox);
    const { status, headers } = await wire.head();
    const body = await sound();
    expect([status, headers.get('content-length')]).toEqual([200, String(body.length)]);
    expect(await wire.bodyOf(0)).toHaveLength(0);
    expect(wire.socket.readyState).toBe('open');
  });

  test.each([
    ['cut-short', 'closed'],
    ['reset', 'reset'],
  ] as const)('%s: half of the body, then the connection is %s', async (fault, end) => {
    const body = await sound();
    sandbox.inject({ fault });
    const wire = askOverWire(sandbox);
    expect((await wire.head()).headers.get('content-length')).toBe(String(body.length));
    expect(await wire.ended).toBe(end);
    const half = await wire.bodyOf(end === 'closed' ? body.length / 2 : 0);
    expect(half).toEqual(body.subarray(0, half.length));
    expect(half.length).toBeLessThan(body.length);
  });

  test('byte-by-byte: the body comes whole, a byte at a time', async () => {
    const path = childrenPath({ mobile: 'nobody' });
    const body = await sound(path);
    sandbox.inject({ fault: 'byte-by-byte', milliseconds: 1 });
    const wire = askOverWire(sandbox, path);
    let chunks = 0;
    wire.socket.on('data', () => chunks++);
    expect(await wire.bodyOf(body.length)).toEqual(body);
    expect(chunks).toBeGreaterThan(body.length / 2);
  });
});

describe('the body', () => {
  test('corrupt-gzip: begins like gzip, and cannot be unpacked', async () => {
    sandbox.inject({ fault: 'corrupt-gzip' });
    const wire = askOverWire(sandbox);
    const { headers } = await wire.head();
    const packed = await wire.bodyOf(Number(headers.get('content-length')));
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(packed.subarray(0, 2).toString('hex')).toBe('1f8b');
    expect(() => gunzipSync(packed)).toThrow();
  });

  test('invalid-utf8: what would be the body, but for bytes that UTF-8 does not have', async () => {
    const body = await sound();
    sandbox.inject({ fault: 'invalid-utf8', operation: 'any' });
    const damaged = await sound();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(damaged)).toThrow();
    expect(Buffer.from(damaged.filter((byte) => byte !== 0xff))).toEqual(body);
    expect(Buffer.from(await (await getToken()).arrayBuffer()).includes(0xff)).toBe(true);
  });

  test('byte-order-mark: three bytes before the body', async () => {
    const body = await sound();
    sandbox.inject({ fault: 'byte-order-mark' });
    const marked = await sound();
    expect(marked.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(marked.subarray(3)).toEqual(body);
  });

  test('empty-body: 200 and nothing', async () => {
    sandbox.inject({ fault: 'empty-body' });
    const answer = await get(childrenPath({ mobile: 'nobody' }));
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test.each([200, 502, 503])('html-%i: a page with that status', async (status) => {
    sandbox.inject({ fault: `html-${status}` });
    const answer = await get();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
    expect(await answer.text()).toContain('</html>');
  });

  test('too-large: the body as it is, and white space up to the size', async () => {
    const body = await sound();
    sandbox.inject({ fault: 'too-large', megabytes: 3 });
    const large = await sound();
    expect(large).toHaveLength(3_000_000);
    expect(large.subarray(0, body.length)).toEqual(body);
    expect(JSON.parse(large.toString())).toEqual(JSON.parse(body.toString()));
  });

  test('gzip-bomb: small on the wire, huge when unpacked', async () => {
    sandbox.inject({ fault: 'gzip-bomb', megabytes: 20 });
    const wire = askOverWire(sandbox);
    const { headers } = await wire.head();
    expect(headers.get('content-encoding')).toBe('gzip');
    // the last chunk of a body of unknown length
    while (!wire.received().subarray(-5).equals(Buffer.from('0\r\n\r\n')))
      await new Promise((resolve) => wire.socket.once('data', resolve));
    expect(wire.received().length).toBeLessThan(100_000);
    const unpacked = await sound();
    expect(unpacked).toHaveLength(20_000_000);
  });

  test('who has had enough of a huge answer ends it', async () => {
    sandbox.inject({ fault: 'too-large', megabytes: 10_000 });
    const wire = askOverWire(sandbox);
    await wire.bodyOf(1_000_000);
    const before = sandbox.connections();
    wire.socket.destroy();
    while (sandbox.connections() >= before) await fetch(`${sandbox.origin}/_sandbox`);
    expect(wire.received().length).toBeLessThan(100_000_000);
  });
});

describe('the envelope', () => {
  test.each([
    ['not-the-envelope', { state: 'UP', version: '7.3' }, { state: 'UP', version: '7.3' }],
    ['entity-missing', { errors: [], warnings: [], success: true }, { errors: null }],
    [
      'entity-null',
      { entity: null, errors: [], warnings: [], success: true },
      { data: null, errors: null },
    ],
    [
      'customers-null',
      expect.objectContaining({
        entity: { customers: null, count: 10, errors: [], warnings: [] },
      }),
      { data: { accessToken: null, ttlSeconds: 300 }, errors: null },
    ],
    [
      'success-false',
      expect.objectContaining({
        errors: [{ status: false, code: 500, message: 'Request failed' }],
        success: false,
      }),
      expect.objectContaining({ success: false }),
    ],
  ])('%s: with status 200, for customers and for a token', async (fault, ofBulk, ofToken) => {
    sandbox.inject({ fault, operation: 'any' });
    const [bulk, token] = [await get(), await getToken()];
    expect([bulk.status, token.status]).toEqual([200, 200]);
    expect(await bulk.json()).toEqual(ofBulk);
    expect(await token.json()).toEqual(ofToken);
  });

  test('empty-errors: an empty object in each list of errors, and all the rows', async () => {
    const rows = rowsOf(await askChildren(sandbox, PARENT));
    sandbox.inject({ fault: 'empty-errors', operation: 'any' });
    const answer = await askChildren(sandbox, PARENT);
    expect(answer.body).toMatchObject({ errors: [{}], entity: { errors: [{}] } });
    expect(rowsOf(answer)).toEqual(rows);
    expect(await (await getToken()).json()).toMatchObject({
      data: { ttlSeconds: 300 },
      errors: [{}],
    });
  });
});

describe('codes', () => {
  const families = faults.filter(({ group }) => group === 'code');

  test.each(families.map(({ id, parameters }) => [id, parameters?.code?.values ?? []] as const))(
    '%s: 400 with each of %j',
    async (fault, codes) => {
      expect(codes.length).toBeGreaterThan(0);
      for (const code of codes) {
        sandbox.inject({ fault, code });
        const answer = await askChildren(sandbox, PARENT);
        expect(refusal(answer)).toBe(`400/${code}`);
        expect(answer.body.errors?.[0]?.message).not.toBe('');
      }
      sandbox.inject({ fault });
      expect(refusal(await askChildren(sandbox, PARENT))).toBe(`400/${codes[0]}`);
    },
  );

  test('are all that the documentation tells of', () => {
    const codes = families.flatMap(({ parameters }) => parameters?.code?.values ?? []);
    expect([...codes].sort((one, other) => one - other)).toEqual([
      403, 461, 500, 521, 1060, 1609, 1610, 1615, 1616, 1625, 1703, 1704, 1705, 1708, 8003, 8011,
      8012, 8013, 8015, 8045, 8065, 8069, 8109,
    ]);
  });
});

describe('sign-in', () => {
  test.each([
    ['unauthorised', 401, 401],
    ['token-expired', 498, 498],
    ['forbidden', 403, 4000],
    ['authorisation-unavailable', 503, 4001],
  ])(
    '%s: in the shapes of v2 and of v1.1, for customers and for a token',
    async (id, status, code) => {
      sandbox.inject({ fault: id, operation: 'any' });
      expect(refusal(await read(await getToken()))).toBe(`${status}/${code}`);
      expect(refusal(await askChildren(sandbox, PARENT))).toBe(`${status}/${code}`);
      sandbox.inject({ fault: `${id}-v1`, operation: 'any' });
      for (const answer of [await get(), await getToken()]) {
        expect(answer.status).toBe(status);
        expect(await answer.json()).toMatchObject({
          response: { status: { success: 'true', code: String(code) } },
        });
      }
    },
  );

  test('expiring-tokens: each token is good for so many requests, then gets 498', async () => {
    sandbox.inject({ fault: 'expiring-tokens', requests: 2 });
    const statusesWith = async (token: string, times: number) => {
      const statuses: number[] = [];
      for (let time = 0; time < times; time++) {
        const headers = { 'x-cap-api-oauth-token': token };
        statuses.push((await fetch(sandbox.origin + childrenPath(), { headers })).status);
      }
      return statuses;
    };
    expect(await statusesWith(await tokenOf(await getToken()), 4)).toEqual([200, 200, 498, 498]);
    expect(await statusesWith(await tokenOf(await getToken()), 3)).toEqual([200, 200, 498]);
  });
});

describe('the server', () => {
  test('rate-limited: 429 with Retry-After in seconds, as a date, absurdly long, and absent', async () => {
    const retryAfter = async (fault: string, more = {}) => {
      sandbox.inject({ fault, ...more });
      const answer = await get();
      expect(answer.status).toBe(429);
      return answer.headers.get('retry-after');
    };
    expect(await retryAfter('rate-limited', { retryAfterSeconds: 7 })).toBe('7');
    const date = (await retryAfter('rate-limited-date', { retryAfterSeconds: 600 })) ?? '';
    expect(date).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    const minutes = (Date.parse(date) - Date.now()) / 60_000;
    expect(minutes > 9 && minutes <= 10).toBe(true);
    expect(await retryAfter('rate-limited-absurd')).toBe('999999999');
    expect(await retryAfter('rate-limited-silent')).toBeNull();
  });

  test('server-error-once: 500 for one request; server-error: for all', async () => {
    const statuses = async () => [(await get()).status, (await get()).status, (await get()).status];
    sandbox.inject({ fault: 'server-error-once' });
    expect(await statuses()).toEqual([500, 200, 200]);
    sandbox.inject({ fault: 'server-error' });
    expect(await statuses()).toEqual([500, 500, 500]);
  });

  test.each([
    ['redirect-same-host', () => `${sandbox.origin}/v2/elsewhere`],
    ['redirect-other-host', () => 'https://elsewhere.invalid/v2/customers/bulk'],
  ])('%s: 302 and where to go', async (fault, location) => {
    sandbox.inject({ fault });
    const answer = await get();
    expect([answer.status, answer.headers.get('location')]).toEqual([302, location()]);
  });
});

describe('rows', () => {
  const page = (offset: number, limit = 5, mobile = PARENT) =>
    askChildren(sandbox, mobile, { offset, limit, includeNoOfChildren: true });

  test('thirty-thousand: anybody has them, page after page, and they have none', async () => {
    sandbox.inject({ fault: 'thirty-thousand' });
    const last = await page(29_900, 100);
    expect(rowsOf(last)).toHaveLength(100);
    expect(rowsOf(await page(30_000, 100))).toHaveLength(0);
    const [child] = rowsOf(last);
    const { type = '', value = '' } = child?.profiles[0]?.identifiers[0] ?? {};
    const below = await ask(sandbox, '/v2/customers/bulk', {
      associationEntityType: 'parentCustomer',
      associationEntityIdentifierType: type,
      associationEntityIdentifierValue: value,
    });
    expect([child?.noOfChildren, below.status, rowsOf(below)]).toEqual([0, 200, []]);
    expect((await fetch(sandbox.origin + childrenPath())).status).toBe(401);
  });

  test('ignores-offset: every page is the first', async () => {
    sandbox.inject({ fault: 'ignores-offset' });
    expect((await page(5)).text).toBe((await page(0)).text);
  });

  test('short-pages: half of the rows asked for, the right ones', async () => {
    const ids = userIdsOf(await page(0, 10));
    sandbox.inject({ fault: 'short-pages' });
    expect(userIdsOf(await page(0, 10))).toEqual(ids.slice(0, 5));
    expect(userIdsOf(await page(5, 4))).toEqual(ids.slice(5, 7));
    expect(userIdsOf(await page(0, 1))).toEqual(ids.slice(0, 1));
  });

  test.each([
    ['duplicate-rows', { rows: 2 }, -2],
    ['moving-rows', { rows: 3 }, 3],
  ])('%s: later pages are moved', async (fault, parameters, by) => {
    const ids = userIdsOf(await page(0, 14));
    sandbox.inject({ fault, ...parameters });
    expect(userIdsOf(await page(0))).toEqual(ids.slice(0, 5));
    expect(userIdsOf(await page(5))).toEqual(ids.slice(5 + by, 10 + by));
  });

  test('circle: whoever is asked for leads into it, and it has no end', async () => {
    sandbox.inject({ fault: 'circle' });
    const names: string[] = [];
    let mobile = PARENT;
    for (let step = 0; step < 4; step++) {
      const [child] = rowsOf(await page(0, 5, mobile)).filter((row) =>
        nameOf(row).startsWith('Cycle'),
      );
      if (!child) throw new Error(`Nobody of the circle is below ${mobile}.`);
      names.push(nameOf(child));
      mobile = child.profiles[0]?.identifiers.find(({ type }) => type === 'mobile')?.value ?? '';
    }
    expect(names).toEqual(['Cycle B', 'Cycle C', 'Cycle A', 'Cycle B']);
  });

  test('big-numbers: past 2^53 to the last digit, no two the same, and zeros at the end', async () => {
    const before = userIdsOf(await page(0));
    sandbox.inject({ fault: 'big-numbers' });
    const { text } = await page(0);
    const ids = userIdsOf({ ...(await page(0)) });
    expect(ids).toEqual(before.map((id) => String(BigInt(id) + 9007199254740993n)));
    expect(text).toContain('"balance":12345678901234567890.10,"credit_limit":10.50');
  });
});

describe('time', () => {
  test('clock-skew: Date, Retry-After and tokens go by the other clock', async () => {
    const hour = 3_600_000;
    const before = await tokenOf(await getToken());
    sandbox.inject({ fault: 'clock-skew', seconds: 3600 });
    sandbox.inject({ fault: 'rate-limited-date', retryAfterSeconds: 0, times: 1 });
    const limited = await get();
    const isHourAhead = (time: number) => Math.abs(time - Date.now() - hour) < hour / 2;
    for (const header of ['date', 'retry-after'])
      expect(isHourAhead(Date.parse(limited.headers.get(header) ?? ''))).toBe(true);
    const token = await tokenOf(await getToken());
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      iat: number;
    };
    expect(isHourAhead(claims.iat * 1000)).toBe(true);
    const statusWith = async (value: string) =>
      (
        await fetch(sandbox.origin + childrenPath(), {
          headers: { 'x-cap-api-oauth-token': value },
        })
      ).status;
    expect([await statusWith(before), await statusWith(token)]).toEqual([498, 200]);
  });
});

test('the newest fault that is for a request is the one it meets; times runs out', async () => {
  sandbox.inject({ fault: 'server-error' });
  sandbox.inject({ fault: 'html-200', times: 2 });
  sandbox.inject({ fault: 'forbidden', operation: 'token' });
  expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([
    200, 200, 500,
  ]);
  expect((await getToken()).status).toBe(403);
  expect(sandbox.activeFaults().map(({ fault }) => fault.id)).toEqual([
    'forbidden',
    'server-error',
  ]);
});

test('whoever started the sandbox is told of each change, also when the last time was used up', async () => {
  let told = 0;
  const own = await startSandbox({ customers: 0, faultsChanged: () => told++ });
  own.clearFaults();
  own.inject({ fault: 'empty-body', times: 1 });
  await fetch(`${own.origin}/v2/customers/bulk`);
  expect([told, own.activeFaults()]).toEqual([2, []]);
  own.inject({ fault: 'empty-body' });
  own.clearFaults();
  expect(told).toBe(4);
  await own.close();
});
