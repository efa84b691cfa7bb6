import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';
import { basicHeaderValue } from '../../../src/sandbox/signIn';
import { read } from './asking';

const PATH =
  '/v2/customers/bulk?associationEntityType=parentCustomer&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=919800000001';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const tokenAnswer = (from: Sandbox, body: unknown) =>
  fetch(`${from.origin}/v3/oauth/token/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function tokenOf(from: Sandbox): Promise<string> {
  const answer = (await (await tokenAnswer(from, from.credentials.oauth)).json()) as {
    data: { accessToken: string; ttlSeconds: number };
  };
  return answer.data.accessToken;
}

async function askWith(from: Sandbox, headers: Record<string, string>) {
  return read(await fetch(from.origin + PATH, { headers }));
}

describe('OAuth', () => {
  test('exchanges key and secret for a token that opens the API', async () => {
    const answer = await tokenAnswer(sandbox, sandbox.credentials.oauth);
    expect(await answer.json()).toEqual({
      data: {
        accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
        ttlSeconds: 300,
      },
      errors: null,
    });
    const headers = { 'X-CAP-API-OAUTH-TOKEN': await tokenOf(sandbox) };
    expect((await askWith(sandbox, headers)).status).toBe(200);
  });

  test.each([
    ['a wrong secret', { key: 'k', secret: 's' }],
    ['no secret', { key: 'k' }],
    ['no JSON', 'key=k'],
  ])('refuses %s with 320001', async (_, body) => {
    const answer = await tokenAnswer(sandbox, body);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      data: null,
      errors: [{ code: 320001, message: 'Invalid client key and secret' }],
    });
  });

  test('refuses a token past its lifetime with 498, in either shape', async () => {
    for (const signInErrorShape of ['v2', 'v1.1'] as const) {
      const hasty = await startSandbox({ tokenLifetimeSeconds: 0.02, signInErrorShape });
      const token = await tokenOf(hasty);
      const ask = () => askWith(hasty, { 'X-CAP-API-OAUTH-TOKEN': token });
      let asked = await ask();
      while (asked.status === 200) asked = await ask();
      expect(asked.status).toBe(498);
      const message = expect.stringMatching(/^Token expired at 20/) as string;
      expect(asked.body).toEqual(
        signInErrorShape === 'v2'
          ? { warnings: [], errors: [{ status: false, code: 498, message }] }
          : { response: { status: { success: 'true', code: '498', message } } },
      );
      await hasty.close();
    }
  });

  test('refuses a token of another sandbox, and one that was tampered with', async () => {
    const other = await startSandbox({ credentials: sandbox.credentials });
    const foreign = await tokenOf(other);
    await other.close();
    const [head, , signature] = (await tokenOf(sandbox)).split('.');
    const claims = Buffer.from('{"exp":99999999999}').toString('base64url');
    for (const token of [foreign, `${head}.${claims}.${signature}`, 'nonsense', '']) {
      const asked = await askWith(sandbox, { 'X-CAP-API-OAUTH-TOKEN': token });
      expect(asked.status).toBe(401);
    }
  });
});

describe('Basic', () => {
  test('is till and MD5 of the password, as in the published example', () => {
    expect(basicHeaderValue({ till: 'store.server', password: 'server123' })).toBe(
      'c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3',
    );
  });

  test('opens the API, and nothing else does', async () => {
    const { till, password } = sandbox.credentials.basic;
    const right = basicHeaderValue({ till, password });
    expect((await askWith(sandbox, { authorization: `Basic ${right}` })).status).toBe(200);
    const plain = Buffer.from(`${till}:${password}`).toString('base64');
    const wrong: readonly Record<string, string>[] = [{}, { authorization: `Basic ${plain}` }];
    for (const headers of wrong) {
      const asked = await askWith(sandbox, headers);
      expect(asked.status).toBe(401);
      expect(asked.body).toEqual({
        warnings: [],
        errors: [{ status: false, code: 401, message: 'Authentication failed' }],
      });
    }
  });

  test('fails in the v1.1 shape where that is asked for', async () => {
    const old = await startSandbox({ signInErrorShape: 'v1.1' });
    expect((await askWith(old, {})).body).toEqual({
      response: { status: { success: 'true', code: '401', message: 'Unauthorized' } },
    });
    await old.close();
  });
});

test('credentials are new for every start', async () => {
  const other = await startSandbox();
  expect(other.credentials.oauth.secret).not.toBe(sandbox.credentials.oauth.secret);
  expect(other.credentials.basic.password).not.toBe(sandbox.credentials.basic.password);
  await other.close();
});
