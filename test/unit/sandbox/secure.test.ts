import { X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ customers: 0 });
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

/** Body of an answer over https, or the code of the error that there was instead. */
function ask(origin: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/_sandbox`, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve(text));
    });
    sent.on('error', (error) => {
      // closed just as it was used again: as every client does, on a new connection
      if (sent.reusedSocket) resolve(ask(origin, agent));
      else if ('code' in error) resolve(String(error.code));
      else reject(error);
    });
    sent.end();
  });
}

function newAgent(options: ConstructorParameters<typeof Agent>[0] = {}): Agent {
  const agent = new Agent({ keepAlive: true, ...options });
  onTestFinished(() => agent.destroy());
  return agent;
}

async function authority(): Promise<string> {
  return (await fetch(`${sandbox.origin}/_sandbox/certificate-authority.pem`)).text();
}

test('one port speaks http and https, to who trusts the authority, by each of its names', async () => {
  const agent = newAgent({ ca: await authority() });
  const { port } = new URL(sandbox.origin);
  const plain = await (await fetch(`${sandbox.origin}/_sandbox`)).text();
  for (const host of ['127.0.0.1', 'localhost'])
    expect(await ask(`https://${host}:${port}`, agent)).toBe(plain);
  expect(sandbox.secureOrigin).toBe(`https://127.0.0.1:${port}`);
});

test('who does not trust the authority does not trust the certificate', async () => {
  expect(await ask(sandbox.secureOrigin, newAgent())).toBe('SELF_SIGNED_CERT_IN_CHAIN');
});

test('the authority is one, of this sandbox alone, and may sign', async () => {
  const other = await startSandbox({ customers: 0 });
  const own = new X509Certificate(sandbox.certificateAuthority());
  expect(await authority()).toBe(sandbox.certificateAuthority());
  expect(own.ca).toBe(true);
  expect(own.verify(own.publicKey)).toBe(true);
  const elsewhere = newAgent({ ca: other.certificateAuthority() });
  expect(await ask(sandbox.secureOrigin, elsewhere)).not.toContain('customer-hierarchy');
  await other.close();
});

test.each([
  ['tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['tls-expired', 'CERT_HAS_EXPIRED'],
  ['tls-wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])(
  '%s: refused by who trusts the authority, at once, also over a kept connection',
  async (fault, code) => {
    const agent = newAgent({ ca: await authority() });
    expect(await ask(sandbox.secureOrigin, agent)).toContain('customer-hierarchy');
    const { origin } = sandbox.inject({ fault });
    expect(origin).toBe(sandbox.secureOrigin);
    expect(await ask(sandbox.secureOrigin, agent)).toBe(code);
    expect((await fetch(`${sandbox.origin}/_sandbox`)).status).toBe(200);
    sandbox.clearFaults();
    expect(await ask(sandbox.secureOrigin, agent)).toContain('customer-hierarchy');
  },
);

test('faults in answers are made over https too', async () => {
  const agent = newAgent({ ca: await authority() });
  sandbox.inject({ fault: 'reset' });
  const ended = new Promise((resolve) => {
    const sent = request(`${sandbox.secureOrigin}/v2/customers/bulk`, { agent }, (response) => {
      response.resume().on('error', resolve);
    });
    sent.on('error', resolve).end();
  });
  expect(await ended).toMatchObject({ code: 'ECONNRESET' });
});

test.each([
  ['connection-refused', 'ECONNREFUSED'],
  ['unknown-host', /^ENOTFOUND|EAI_AGAIN$/],
])('%s: the origin to ask instead gives that', async (fault, code) => {
  const { origin = '' } = sandbox.inject({ fault });
  const failed = await fetch(origin).catch((error: unknown) => error);
  expect((failed as { cause: { code: string } }).cause.code).toMatch(code);
});

test('a connection on which nothing is said, or which is closed at once, harms nobody', async () => {
  const { port, hostname } = new URL(sandbox.origin);
  const silent = connect(Number(port), hostname);
  onTestFinished(() => void silent.destroy());
  const brief = connect(Number(port), hostname, () => brief.end());
  await new Promise((resolve) => brief.on('close', resolve));
  const garbage = connect(Number(port), hostname, () =>
    garbage.write('\x16\x03garbage'.repeat(99)),
  );
  garbage.resume().on('error', () => undefined);
  await new Promise((resolve) => garbage.on('close', resolve));
  expect((await fetch(`${sandbox.origin}/_sandbox`)).status).toBe(200);
});
