import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CertificateCheck, Connection } from '../../../src/api/connection';
import { certificateCheck } from '../../../src/api/certificates';
import { requestAsSent } from '../../../src/api/request';
import { Certificates } from '../../../src/sandbox/certificates';
import { errorSentenceIn } from '../../../src/connections/errorSentences';
import { curlCommand } from '../../../src/snippets/curl';
import { connectionTo, EMPTY_PAGE, listen, newClient, query, withTokens } from '../api/loopback';
import { l10n } from '../connections/l10n';

/** A host over TLS, with an authority of its own; tells who asked it. */
async function secureHost(certificate: 'good' | 'wrongName' = 'good') {
  const authority = new Certificates();
  const asked: string[] = [];
  const handler = withTokens((request, response) => {
    asked.push(request.url ?? '');
    response.end(EMPTY_PAGE);
  });
  const server = createTlsServer(authority.certificate(certificate), handler);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `https://localhost:${await listen(server)}`;
  return { origin, asked, tokens: () => handler.given(), authority };
}

function file(content: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'authority-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const name = path.join(folder, 'ca.pem');
  writeFileSync(name, content);
  return name;
}

const withCheck = (
  origin: string,
  check: CertificateCheck,
  signIn: Connection['signIn'] = 'token',
) => ({ ...connectionTo(origin, signIn), ...check }) satisfies Connection;

test('a private authority is believed only by the connection that names its file', async () => {
  const { origin, authority } = await secureHost();
  const { client } = newClient();
  const certificateAuthorityFile = file(`# our own\n${authority.authorityPem()}`);
  expect(await client.page(connectionTo(origin), query)).toMatchObject({
    kind: 'tls',
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
  });
  const own = withCheck(origin, { certificateAuthorityFile });
  expect(await client.page(own, query)).toMatchObject({
    kind: 'page',
    exchange: { request: { certificates: { certificateAuthorityFile } } },
  });
  // and the connection that is open now serves nobody else
  expect(await client.page(connectionTo(origin), query)).toMatchObject({ kind: 'tls' });
});

test('a kept connection that died is replaced by one that is checked the same way', async () => {
  const authority = new Certificates();
  const seen = new WeakSet<object>();
  const server = createTlsServer(authority.certificate('good'), ({ socket }, response) => {
    if (seen.has(socket)) socket.destroy();
    else response.end(EMPTY_PAGE);
    seen.add(socket);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `https://localhost:${await listen(server)}`;
  const { client } = newClient();
  const own = withCheck(origin, { certificateAuthorityFile: file(authority.authorityPem()) });
  for (const connection of [own, own, withCheck(origin, { verifyCertificate: false })]) {
    const answer = await client.page(connection, query);
    expect(answer).not.toHaveProperty('exchange.tries');
    expect(answer.kind).toBe('page');
  }
});

test('signing in goes the same way as the request', async () => {
  const { origin, authority, tokens } = await secureHost();
  const { client } = newClient();
  expect(await client.page(connectionTo(origin, 'oauth'), query)).toMatchObject({ kind: 'tls' });
  const check = { certificateAuthorityFile: file(authority.authorityPem()) };
  expect((await client.page(withCheck(origin, check, 'oauth'), query)).kind).toBe('page');
  expect(tokens()).toBe(1);
});

test('another authority, or a certificate for another host, is refused all the same', async () => {
  const { origin, asked } = await secureHost();
  const { client } = newClient();
  const foreign = file(new Certificates().authorityPem());
  const connection = withCheck(origin, { certificateAuthorityFile: foreign });
  expect(await client.page(connection, query)).toMatchObject({ kind: 'tls' });
  const elsewhere = await secureHost('wrongName');
  const named = { certificateAuthorityFile: file(elsewhere.authority.authorityPem()) };
  expect(await client.page(withCheck(elsewhere.origin, named), query)).toMatchObject({
    kind: 'tls',
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  expect([...asked, ...elsewhere.asked]).toEqual([]);
});

test('unchecked is the connection that says so, and no other', async () => {
  const { origin } = await secureHost('wrongName');
  const { client } = newClient();
  const unchecked = withCheck(origin, { verifyCertificate: false });
  expect((await client.page(unchecked, query)).kind).toBe('page');
  expect((await client.page(connectionTo(origin), query)).kind).toBe('tls');
});

test('a test of an unchecked connection says so when it passes', async () => {
  const { origin, authority } = await secureHost();
  const { client } = newClient();
  const unchecked = await client.test(withCheck(origin, { verifyCertificate: false }));
  // before all else: what shows it may be narrow
  expect(unchecked).toMatchObject({
    kind: 'works',
    found: [
      expect.stringMatching(/^The certificate was not checked/),
      'The host answered, and signing in works.',
    ],
  });
  const checked = await client.test(
    withCheck(origin, { certificateAuthorityFile: file(authority.authorityPem()) }),
  );
  expect(checked).toMatchObject({ kind: 'works' });
  expect(JSON.stringify(checked)).not.toContain('certificate');
});

type Unusable = readonly [what: string, made: () => string, code: string, words: RegExp];
const unusable: readonly Unusable[] = [
  ['missing', () => '/no/such/authority.pem', 'ENOENT', /cannot be read \(ENOENT\)/],
  ['a folder', () => tmpdir(), 'EISDIR', /cannot be read \(EISDIR\)/],
  [
    'a device',
    () => (process.platform === 'win32' ? file('') : '/dev/zero'),
    'CA_FILE_NOT_PEM',
    /not a PEM file/,
  ],
  ['no PEM', () => file('certificate'), 'CA_FILE_NOT_PEM', /not a PEM file/],
  [
    'PEM of something else',
    () => file(new Certificates().certificate('good').key),
    'CA_FILE_NOT_PEM',
    /not a PEM file/,
  ],
  [
    'broken',
    () => file('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'),
    'CA_FILE_NOT_PEM',
    /not a PEM file/,
  ],
];

test.each(unusable)(
  'where the file is %s, nothing is sent, and the error names it',
  async (_, made, code, words) => {
    const { origin, asked, tokens } = await secureHost();
    const certificateAuthorityFile = made();
    const { client } = newClient();
    for (const signIn of ['token', 'oauth'] as const) {
      const error = await client.page(
        withCheck(origin, { certificateAuthorityFile }, signIn),
        query,
      );
      expect(error).toMatchObject({ kind: 'tls', code, certificateAuthorityFile });
      const sentence = error.kind === 'page' ? '' : errorSentenceIn(l10n, error);
      expect(sentence).toMatch(words);
      expect(sentence).toContain(certificateAuthorityFile);
      expect(sentence).toContain('Nothing was sent.');
      expect(sentence).toContain('Edit Connection');
    }
    expect(asked).toEqual([]);
    expect(tokens()).toBe(0);
  },
);

test('a corrected file counts at once', async () => {
  const { origin, authority } = await secureHost();
  const certificateAuthorityFile = file('');
  const connection = withCheck(origin, { certificateAuthorityFile });
  const { client } = newClient();
  expect((await client.page(connection, query)).kind).toBe('tls');
  writeFileSync(certificateAuthorityFile, authority.authorityPem());
  expect((await client.page(connection, query)).kind).toBe('page');
});

test('http has no certificate, so nothing of it is left unchecked', () => {
  const check = { verifyCertificate: false, certificateAuthorityFile: '/ca.pem' } as const;
  expect(certificateCheck(withCheck('http://127.0.0.1:3000', check))).toBeUndefined();
});

test('a copied curl checks the certificate as the connection does', () => {
  const curl = (check: CertificateCheck) =>
    curlCommand(requestAsSent(withCheck('https://host.example', check), query), {
      shell: 'posix',
      oneLine: false,
    });
  expect(curl({})).not.toMatch(/--cacert|--insecure/);
  expect(curl({ certificateAuthorityFile: "/o'neil/ca.pem" })).toContain(
    String.raw`--cacert '/o'\''neil/ca.pem'`,
  );
  expect(curl({ verifyCertificate: false })).toContain('--insecure');
});
