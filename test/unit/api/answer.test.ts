import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contractReport } from '../../../src/api/contract';
import { passwordMd5 } from '../../../src/api/credentials';
import { readCustomer } from '../../../src/api/customers';
import { isExactNumber, parseExactly, scalarText } from '../../../src/api/exactJson';
import type { SignInKind } from '../../../src/api/connection';
import type { ApiError } from '../../../src/api/errors';
import type { Page } from '../../../src/api/page';
import { failureLine } from '../../../src/privacy/failureLine';
import { maskedError } from '../../../src/privacy/masking';
import { startSandbox } from '../../../src/sandbox/sandbox';
import {
  always,
  connectionTo,
  EMPTY_PAGE,
  KEY_CANARY,
  MD5_CANARY,
  newClient,
  query,
  SECRET_CANARY,
  serve,
  TOKEN_CANARY,
  withTokens,
  type Handler,
} from './loopback';

async function pageOf(handler: Handler): Promise<Page> {
  const { client } = newClient();
  const answer = await client.page(connectionTo(await serve(handler)), query);
  if (answer.kind !== 'page') throw new Error(answer.kind);
  return answer;
}

const ROW = {
  profiles: [
    {
      firstName: 'tom',
      lastName: 'sawyer',
      fields: { gender: 'M' },
      identifiers: [{ type: 'cardNumber', value: 'K1', seriesId: 7 }],
      commChannels: [
        {
          type: 'email',
          value: 't@s.io',
          primary: 'true',
          verified: false,
          meta: { office: true },
        },
      ],
      source: 'INSTORE',
      userId: 134094571,
      accountId: '',
      conflictingProfileList: [{ any: 1 }],
      autoUpdateTime: '2023-07-21T05:54:37Z',
      identifiersAll: [],
    },
  ],
  extendedFields: { dob: '1980-05-08T00:00:00Z' },
  roleCode: 'Senior_Manager',
  createdDate: '2023-04-14T03:29:31Z',
  noOfChildren: 1,
  defaultChild: false,
  neverDocumented: [1],
};
const bodyOf = (...rows: readonly unknown[]) =>
  JSON.stringify({ entity: { customers: rows, count: rows.length }, success: true });

test('a customer is read whole, and keeps what nobody documented', async () => {
  const page = await pageOf(always(200, bodyOf(ROW)));
  expect(page.count).toBe(1);
  expect(page.customers).toMatchObject([
    {
      userId: '134094571',
      name: 'tom sawyer',
      roleCode: 'Senior_Manager',
      createdDate: '2023-04-14T03:29:31Z',
      noOfChildren: 1,
      defaultChild: false,
      extendedFields: { dob: '1980-05-08T00:00:00Z' },
      pointer: '/entity/customers/0',
      profiles: [
        {
          userId: '134094571',
          identifiers: [{ type: 'cardNumber', value: 'K1' }],
          channels: [{ type: 'email', value: 't@s.io', primary: true, verified: false }],
          fields: { gender: 'M' },
          conflicts: [{ any: 1 }],
          autoUpdateTime: '2023-07-21T05:54:37Z',
        },
      ],
    },
  ]);
  expect(page.customers[0]?.json).toEqual(ROW);
});

test('the text of a page is the body to the last byte', async () => {
  const body = `\ufeff  ${bodyOf(ROW).replaceAll(',', ' ,\r\n\t')}\n`;
  const plain = await pageOf(always(200, body));
  const packed = await pageOf((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    response.end(gzipSync(body));
  });
  for (const page of [plain, packed]) {
    expect(page.text).toBe(body);
    expect(page.exchange.sizeBytes).toBe(Buffer.byteLength(body));
    expect(page.customers).toHaveLength(1);
  }
});

test('the text of a page that is not packed is a value: a getter would keep it for longer', async () => {
  const { text } = Object.getOwnPropertyDescriptors(await pageOf(always(200, bodyOf(ROW))));
  expect(text).toMatchObject({ value: bodyOf(ROW) });
});

test('numbers keep every digit', async () => {
  const body =
    '{"entity":{"customers":[{"profiles":[{"userId":9007199254740993}],"extendedFields":{"price":10.50,"half":0.5,"count":3}}],"count":1}}';
  const [customer] = (await pageOf(always(200, body))).customers;
  expect(customer?.userId).toBe('9007199254740993');
  expect(scalarText(customer?.extendedFields.price)).toBe('10.50');
  expect(customer?.extendedFields).toMatchObject({ half: 0.5, count: 3 });
});

test('any number survives, and the others are the plain numbers of JSON.parse', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,6})?([eE][+-]?\d{1,2})?$/);
  const spaced = fc.tuple(digits, fc.constantFrom('', ' ', '\n'));
  fc.assert(
    fc.property(fc.array(spaced, { minLength: 1 }), (numbers) => {
      const text = `{"list":[${numbers.map(([number, space]) => space + number + space).join(',')}]}`;
      const parsed = parseExactly(text) as { list: (number | { value: string })[] };
      expect(parsed.list.map((one) => scalarText(one as never))).toEqual(
        numbers.map(([number]) => number),
      );
    }),
    { numRuns: 500 },
  );
});

test('an object of the answer that looks like an exact number is an object', () => {
  const parsed = parseExactly('{"isLosslessNumber":true,"value":"1","toString":"x"}');
  expect(isExactNumber(parsed)).toBe(false);
});

test('text is JSON here exactly when it is for JSON.parse, exact numbers or not', () => {
  expect(parseExactly('{"a":10.50,"a":2}')).toEqual({ a: 2 });
  expect(parseExactly('{"a":10.50,}')).toBeUndefined();
  expect(parseExactly(`${'['.repeat(100_000)}10.50${']'.repeat(100_000)}`)).toBeUndefined();
});

test('no row, whatever its types, makes reading it throw', () => {
  const names = ['profiles', 'identifiers', 'identifiersAll', 'commChannels', 'fields', 'userId'];
  const more = ['type', 'value', 'firstName', 'noOfChildren', 'defaultChild', 'extendedFields'];
  const { row } = fc.letrec((tie) => ({
    row: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), tie('object'), fc.array(tie('row'))),
    object: fc.dictionary(fc.constantFrom(...names, ...more), tie('row')),
  }));
  fc.assert(
    fc.property(row, (value) => {
      const customer = readCustomer(value as never, '/entity/customers/0');
      expect(Array.isArray(customer.profiles)).toBe(true);
      expect(typeof customer.name).toBe('string');
    }),
    { numRuns: 150 },
  );
});

test('errors and warnings of both places come with the rows', async () => {
  const body = JSON.stringify({
    entity: { customers: [ROW], errors: [{}], warnings: [{ code: 1, message: 'inner' }] },
    errors: [{ status: false, code: '8069', message: 'merged' }],
    warnings: [],
    success: false,
  });
  const page = await pageOf(always(200, body));
  expect(page.customers).toHaveLength(1);
  expect(page.issues).toEqual([
    { severity: 'error', code: 8069, message: 'merged' },
    { severity: 'error' },
    { severity: 'warning', code: 1, message: 'inner' },
  ]);
});

test('a parent beside the rows is kept, and a list left out with count 0 is empty', async () => {
  const parent = { profiles: [], extendedFields: {} };
  const body = JSON.stringify({ entity: { parentCustomer: parent, count: 0 }, success: true });
  const page = await pageOf(always(200, body));
  expect(page.parentCustomer).toEqual(parent);
  expect(page.customers).toEqual([]);
});

test('a row that is no object counts as a row', async () => {
  const page = await pageOf(always(200, bodyOf(null, ROW)));
  expect(page.customers.map(({ pointer }) => pointer)).toEqual([
    '/entity/customers/0',
    '/entity/customers/1',
  ]);
});

const samples = path.resolve(import.meta.dirname, '../sandbox/fixtures');
test('the published answers are read whole', async () => {
  const files = readdirSync(samples).filter((file) => file.endsWith('.json'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const body = readFileSync(path.join(samples, file), 'utf8');
    const page = await pageOf(always(200, body));
    expect(page.text).toBe(body);
    expect(page.issues).toEqual([]);
    expect(page.customers).toHaveLength(page.count ?? -1);
    const { entity } = JSON.parse(body) as { entity: { customers: unknown } };
    expect(page.customers.map(({ json }) => json)).toEqual(entity.customers);
    for (const { userId, name, profiles } of page.customers) {
      expect(userId).toMatch(/^\d+$/);
      expect(name).not.toBe('');
      expect(profiles[0]?.identifiers.length).toBeGreaterThan(0);
      expect(profiles[0]?.channels.length).toBeGreaterThan(0);
    }
  }
});

test('every finished page is told once, with its answer; lines name no person', async () => {
  const origin = await serve(always(400, '{"errors":[{"code":8015,"message":"Tom not found"}]}'));
  const { client, records, lines } = newClient();
  const answer = await client.page(connectionTo(origin), query);
  const asked = { connection: connectionTo(origin), query, background: false, ofMany: false };
  expect(records).toEqual([{ ...asked, answer }]);
  expect(records[0]?.answer).toBe(answer);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/v2\/customers\/bulk: 400, /);
  expect(lines.join()).not.toMatch(/918933445577|Tom/);
});

test('a record keeper that throws does not break the answer', async () => {
  const origin = await serve(always(200, EMPTY_PAGE));
  const { client, records } = newClient();
  records.push = () => {
    throw new Error('full');
  };
  expect((await client.page(connectionTo(origin), query)).kind).toBe('page');
});

test('no secret is in any answer, record or line, also where the server repeats it', async () => {
  const basic = Buffer.from(`store.server:${MD5_CANARY}`).toString('base64');
  const canaries = [TOKEN_CANARY, KEY_CANARY, SECRET_CANARY, MD5_CANARY, basic];
  const echo = (status: number): Handler => {
    return (request, response) => {
      const { authorization, 'x-cap-api-oauth-token': token } = request.headers;
      const said = `${token as string} ${authorization} ${KEY_CANARY} ${SECRET_CANARY}`;
      const body = JSON.stringify({ errors: [{ code: status, message: said }] });
      const location = `https://host.example/?${encodeURIComponent(said)}`;
      always(status, body, { Location: location })(request, response);
    };
  };
  const tokenEcho: Handler = (request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      always(200, `{"data":{"token":${JSON.stringify(body)}}}`)(request, response);
    });
  };
  const cases: readonly (readonly [SignInKind, Handler])[] = [
    ['oauth', withTokens(always(200, EMPTY_PAGE))],
    ['oauth', echo(400)],
    ['oauth', tokenEcho],
    ...[302, 400, 401, 403, 429, 500].flatMap((status): [SignInKind, Handler][] => [
      ['oauth', withTokens(echo(status))],
      ['basic', echo(status)],
      ['token', echo(status)],
    ]),
    ['basic', (request) => request.socket.resetAndDestroy()],
  ];
  for (const [signIn, handler] of cases) {
    const { client, records, lines } = newClient();
    const connection = connectionTo(await serve(handler), signIn);
    const answers = [await client.page(connection, query), await client.test(connection)];
    const told = JSON.stringify({ answers, records, lines });
    const kept = signIn === 'oauth' ? canaries : canaries.filter((one) => !isOfOauth(one));
    for (const canary of kept) expect(told).not.toContain(canary);
  }
});

/** The echoing server names these whoever asks; only their owner's answers must not have them. */
function isOfOauth(canary: string): boolean {
  return canary === KEY_CANARY || canary === SECRET_CANARY;
}

/** What signed the request, as the servers that repeat it have it. */
function signedBy({ headers }: IncomingMessage): string {
  const { authorization, 'x-cap-api-oauth-token': token } = headers;
  return typeof token === 'string' ? token : String(authorization);
}

const signIns: readonly SignInKind[] = ['oauth', 'basic', 'token'];
const basicCanary = Buffer.from(`store.server:${MD5_CANARY}`).toString('base64');
const sentCanaries = [TOKEN_CANARY, MD5_CANARY, basicCanary, basicCanary.replace(/=+$/, '')];

function expectNothingOf(canaries: readonly string[], told: unknown): void {
  for (const canary of canaries) expect(JSON.stringify(told)).not.toContain(canary);
}

test.each(signIns)('no secret is in a page that repeats the request: %s', async (signIn) => {
  const echo: Handler = (request, response) => {
    const said = signedBy(request);
    const quoted = JSON.stringify(said);
    // as writers of JSON escape it, who would rather not have some signs in it
    const escaped = quoted.replaceAll('=', '\\u003d').replaceAll('/', '\\/');
    const rows = `[{"profiles":[{"userId":1,"firstName":${escaped}}],"noOfChildren":0}]`;
    const body = `{"entity":{"customers":${rows},"count":1,"errors":[],"warnings":[]},"errors":[],
      "warnings":[{"code":7,"message":"you sent ${said}"}],"${said}":[9007199254740993,${quoted}],
      "success":true}`;
    always(200, body)(request, response);
  };
  const { client, records, lines } = newClient();
  const origin = await serve(signIn === 'oauth' ? withTokens(echo) : echo);
  const answer = await client.page(connectionTo(origin, signIn), query);
  if (answer.kind !== 'page') throw new Error(answer.kind);
  expectNothingOf(sentCanaries, { answer, records, lines });
  expect(answer.text).toMatch(/^\{"entity".*9007199254740993,"•••"\],\s+"success":true\}$/s);
  expect(JSON.parse(answer.text)).toMatchObject({ success: true });
  expect(answer.issues).toEqual([{ severity: 'warning', code: 7, message: 'you sent •••' }]);
  expect(answer.customers.map(({ name, userId }) => [name, userId])).toEqual([['•••', '1']]);
  expect(contractReport(answer).departures.map(({ kind }) => kind)).toContain('repeatedSecret');
});

test('credentials that change between two requests are looked for as they are now', async () => {
  let token = 'first-of-two';
  const { client } = newClient({}, () => Promise.resolve({ kind: 'token', token }));
  const said = JSON.stringify({
    entity: { customers: [], count: 0, first: 'first-of-two', second: 'second-of-two' },
  });
  const connection = connectionTo(await serve(always(200, said)));
  const textOf = async () => {
    const answer = await client.page(connection, query);
    return answer.kind === 'page' ? answer.text : answer.kind;
  };
  expect(await textOf()).toBe(said.replace('first-of-two', '•••'));
  token = 'second-of-two';
  expect(await textOf()).toBe(said.replace('second-of-two', '•••'));
});

test('a page that repeats nothing is what came over the wire, and no departure', async () => {
  const body = EMPTY_PAGE.replace('"success"', '"a\\u0062c":"\\/x\\u003d", "success"');
  const page = await pageOf(always(200, body));
  expect(page.text).toBe(body);
  expect(contractReport(page).departures.map(({ kind }) => kind)).not.toContain('repeatedSecret');
});

test('a token of digits is taken out of numbers, too, and JSON stays JSON', async () => {
  const body = EMPTY_PAGE.replace('"success"', '"sent":[12345678.50,-1234567890, 12], "success"');
  const origin = await serve(always(200, body));
  const { client } = newClient({}, () => Promise.resolve({ kind: 'token', token: '12345678' }));
  const answer = await client.page(connectionTo(origin), query);
  expect(answer).toMatchObject({ kind: 'page', body: { sent: ['•••.50', '-•••90', 12] } });
});

test.each(signIns)('no secret is in what the headers of an answer say: %s', async (signIn) => {
  const echo = (status: number, body: string): Handler => {
    return (request, response) => {
      const said = signedBy(request);
      const headers = { 'X-Cap-Requestid': `rid-${said}`, 'Content-Type': `text/plain; a=${said}` };
      always(status, body, headers)(request, response);
    };
  };
  const cutShort: Handler = (request, response) => {
    response.writeHead(200, { 'X-Cap-Requestid': `rid-${signedBy(request)}`, 'Content-Length': 9 });
    response.write('{', () => response.destroy());
  };
  const error = '{"errors":[{"code":403,"message":"no"}]}';
  for (const handler of [echo(200, EMPTY_PAGE), echo(403, error), echo(502, 'bad'), cutShort]) {
    const { client, records, lines } = newClient();
    const origin = await serve(signIn === 'oauth' ? withTokens(handler) : handler);
    const answer = await client.page(connectionTo(origin, signIn), query);
    expectNothingOf(sentCanaries, { answer, records, lines });
    expect(JSON.stringify(answer)).toMatch(/"requestId":"rid-(?:Basic )?•••"/);
    expect(lines.join()).toMatch(/request id rid-(?:Basic )?•••/);
  }
});

test('no new token is in the line about asking for it', async () => {
  const origin = await serve((request, response) => {
    const isToken = request.method === 'POST';
    const body = `{"data":{"accessToken":"${TOKEN_CANARY}","ttlSeconds":300},"errors":null}`;
    const headers = { 'X-Cap-Requestid': `for-${TOKEN_CANARY}` };
    always(200, isToken ? body : EMPTY_PAGE, headers)(request, response);
  });
  const { client, lines } = newClient();
  await client.page(connectionTo(origin, 'oauth'), query);
  expect(lines).toHaveLength(2);
  expectNothingOf([TOKEN_CANARY], lines);
});

test('whom a request is about is in no line, also where the server repeats it in its header', async () => {
  const asked = { ...query, identifierType: 'email', identifierValue: 'huck@finn.io' };
  for (const repeated of [asked.identifierValue, encodeURIComponent(asked.identifierValue)]) {
    const origin = await serve(always(400, '{}', { 'X-Cap-Requestid': `7f3a-${repeated}` }));
    const { client, records, lines } = newClient();
    await client.page(connectionTo(origin), asked);
    const [record] = records;
    if (record === undefined) throw new Error('Nothing was told.');
    expect([...lines, failureLine(record)].join()).not.toMatch(/huck|finn/);
    expect(lines.join()).toContain('request id 7f3a-•••');
    expect(JSON.stringify(maskedError(record.answer as ApiError))).not.toMatch(/huck|finn/);
  }
});

test('secrets are found in the spelling of JSON and of URLs, too', async () => {
  const token = 'canary "quoted" +/=';
  const body = JSON.stringify({ errors: [{ code: 1, message: `${token} is unknown` }] });
  const location = `https://host.example/?token=${encodeURIComponent(token)}`;
  const origin = await serve(always(302, body, { Location: location }));
  const { client } = newClient({}, () => Promise.resolve({ kind: 'token', token }));
  const answer = await client.page(connectionTo(origin), query);
  expect(answer.kind).toBe('redirected');
  expect(JSON.stringify(answer)).not.toMatch(/canary/);
});

test('the sandbox answers every parent worth looking at, by both ways to sign in', async () => {
  const sandbox = await startSandbox();
  try {
    const { oauth, basic } = sandbox.credentials;
    const { client } = newClient({}, ({ signIn }) =>
      Promise.resolve(
        signIn === 'oauth'
          ? { kind: 'oauth', ...oauth }
          : { kind: 'basic', till: basic.till, passwordMd5: passwordMd5(basic.password) },
      ),
    );
    for (const signIn of ['oauth', 'basic'] as const) {
      const connection = { ...connectionTo(sandbox.origin, signIn), id: signIn };
      expect((await client.test(connection)).kind).toBe('works');
      const kinds = new Set<string>();
      for (const { label, note, ...parent } of sandbox.parents) {
        const answer = await client.page(connection, { ...query, ...parent });
        expect([label, note, answer.kind]).toEqual([
          label,
          note,
          expect.stringMatching(/^(page|notFound|rejected)$/),
        ]);
        kinds.add(answer.kind);
      }
      expect(kinds.has('page')).toBe(true);
    }
  } finally {
    await sandbox.close();
  }
});
