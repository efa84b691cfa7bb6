import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CertificateCheck, Connection } from '../../../src/api/connection';
import { fromHome, isAbsolutePath } from '../../../src/connections/absolutePath';
import {
  authorityFileMessage,
  authorityFileRead,
  certificateWords,
  isUnchecked,
} from '../../../src/connections/certificateWords';
import { readArgument, type Argument } from '../../../src/connections/connectionArguments';
import { connectionOf, draftOf, newDraft, withHost } from '../../../src/connections/draft';
import { readEntries, withConnection } from '../../../src/connections/settingsEntries';
import { settingsProblemSentence } from '../../../src/connections/settingsWords';
import {
  connectionDescription,
  connectionIcon,
  type ConnectionState,
} from '../../../src/connections/statusWords';
import { Certificates } from '../../../src/sandbox/certificates';
import { l10n } from './l10n';

const entry = { id: 'a', name: 'A', host: 'one.example', signIn: 'token' };
const connection: Connection = {
  id: 'a',
  name: 'A',
  origin: 'https://one.example',
  signIn: 'token',
};

function read(more: Readonly<Record<string, unknown>>) {
  const { connections, problems } = readEntries([{ ...entry, ...more }]);
  const { certificateAuthorityFile, verifyCertificate } = connections[0] ?? {};
  return {
    used: connections.length === 1,
    check: {
      ...(certificateAuthorityFile !== undefined && { certificateAuthorityFile }),
      ...(verifyCertificate !== undefined && { verifyCertificate }),
    },
    sentences: problems.map(({ reason }) => settingsProblemSentence(l10n, reason)),
  };
}

describe('the setting', () => {
  it('names a file of authorities, or leaves the certificate unchecked', () => {
    for (const check of [
      { certificateAuthorityFile: '/etc/ca.pem' },
      { certificateAuthorityFile: String.raw`C:\certificates\ca.pem` },
      { verifyCertificate: false },
      { certificateAuthorityFile: '/etc/ca.pem', verifyCertificate: false },
    ])
      expect(read(check)).toEqual({ used: true, check, sentences: [] });
    expect(read({ verifyCertificate: true })).toEqual({ used: true, check: {}, sentences: [] });
  });

  it.each(['false', 0, null, [], ''])('is not unchecked by %j', (verifyCertificate) => {
    const { used, sentences } = read({ verifyCertificate });
    expect(used).toBe(false);
    expect(sentences).toEqual(['verifyCertificate is neither true nor false.']);
  });

  it.each(['ca.pem', './ca.pem', '../ca.pem', '~/ca.pem', 'C:ca.pem'])(
    'takes no path that depends on where it is read, such as %s',
    (certificateAuthorityFile) => {
      const { used, sentences } = read({ certificateAuthorityFile });
      expect(used).toBe(false);
      expect(sentences).toEqual([expect.stringContaining('not a whole path')]);
    },
  );

  it('leaves nothing unchecked over http, and says so', () => {
    const host = 'http://127.0.0.1:3000';
    const { used, check, sentences } = read({ host, verifyCertificate: false });
    expect({ used, check }).toEqual({ used: true, check: {} });
    expect(sentences).toEqual([expect.stringContaining('means nothing over http')]);
  });

  it('is written as it was read, and no longer when it is as usual again', () => {
    const check: CertificateCheck = { verifyCertificate: false };
    const written = withConnection([], { ...connection, ...check });
    expect(readEntries(written).connections).toEqual([{ ...connection, ...check }]);
    expect(withConnection(written, connection)).toEqual([entry]);
  });
});

describe('a draft', () => {
  it.each<CertificateCheck>([
    {},
    { certificateAuthorityFile: '/etc/ca.pem' },
    { verifyCertificate: false },
  ])('keeps %j', (check) => {
    const edited = { ...connection, ...check };
    expect(connectionOf(draftOf({ connection: edited, credentials: undefined }))).toEqual(edited);
  });

  it('is unchecked for the host that it was left unchecked for, and for no other', () => {
    const edited: Connection = { ...connection, verifyCertificate: false };
    const draft = draftOf({ connection: edited, credentials: undefined });
    expect(connectionOf(withHost(draft, edited.origin))).toEqual(edited);
    const moved = withHost(draft, 'other.example');
    expect(connectionOf(moved)).toEqual({ ...connection, origin: 'https://other.example' });
    expect(withHost(moved, edited.origin).certificates).toBe('checked');
    const withFile = { ...draft, certificateAuthorityFile: '/etc/ca.pem' };
    expect(withHost(withFile, 'other.example').certificates).toBe('authorityFile');
  });

  it('of an address without certificates is checked in no way of its own', () => {
    const draft = { ...newDraft('a', ''), name: 'A', host: 'http://localhost:1' };
    expect(connectionOf({ ...draft, certificates: 'unchecked' })).not.toHaveProperty(
      'verifyCertificate',
    );
  });
});

describe('an argument', () => {
  const change = (argument: Argument, check: CertificateCheck = {}) => {
    const draft = draftOf({ connection: { ...connection, ...check }, credentials: undefined });
    const reading = readArgument(l10n, argument, draft, []);
    return reading.kind === 'bad' ? reading.sentence : reading.connection;
  };

  it('sets and takes away what is not as usual', () => {
    const file = { certificateAuthorityFile: '/etc/ca.pem' };
    const unchecked = { verifyCertificate: false } as const;
    expect(change(file)).toEqual({ ...connection, ...file });
    expect(change({ name: 'B' }, file)).toEqual({ ...connection, ...file, name: 'B' });
    expect(change({ certificateAuthorityFile: '' }, file)).toEqual(connection);
    expect(change(unchecked)).toEqual({ ...connection, ...unchecked });
    expect(change({ name: 'B' }, unchecked)).toEqual({ ...connection, ...unchecked, name: 'B' });
    expect(change({ verifyCertificate: true }, unchecked)).toEqual(connection);
  });

  it('that changes the host leaves no certificate unchecked, unless it says so', () => {
    const unchecked = { verifyCertificate: false } as const;
    const host = 'other.example';
    const elsewhere = { ...connection, origin: 'https://other.example' };
    expect(change({ host }, unchecked)).toEqual(elsewhere);
    expect(change({ host, ...unchecked }, unchecked)).toEqual({ ...elsewhere, ...unchecked });
  });

  it('that cannot be used is refused with a reason', () => {
    expect(change({ verifyCertificate: 'false' })).toMatch(/must be true or false/);
    expect(change({ certificateAuthorityFile: 'ca.pem' })).toMatch(/whole path/);
    expect(change({ certificateAuthorityFile: 7 })).toMatch(/must be text/);
  });
});

describe('an unchecked certificate', () => {
  const unchecked: Connection = { ...connection, verifyCertificate: false };

  it('is warned of by icon and words in every state', () => {
    const states: readonly ConnectionState[] = [
      ...(['signedOut', 'unreadable', 'failed', 'signedIn', 'unknown'] as const),
    ];
    for (const state of states) {
      expect(connectionIcon(unchecked, state)).toBe('warning');
      expect(connectionDescription(l10n, unchecked, state, false)).toMatch(
        /(^| · )certificate not checked · .* · one\.example$/,
      );
    }
    expect(connectionIcon(connection, 'signedIn')).toBe('pass');
  });

  it('is told from a private CA and from what is as usual', () => {
    const own = { ...connection, certificateAuthorityFile: '/etc/ca.pem' };
    expect([unchecked, own, connection].map(isUnchecked)).toEqual([true, false, false]);
    expect([unchecked, own, connection].map((one) => certificateWords(l10n, one))).toEqual([
      'certificate not checked',
      'private CA',
      undefined,
    ]);
  });
});

it.each([
  ['/etc/ca.pem', true],
  [String.raw`\\server\share\ca.pem`, true],
  [String.raw`\ca.pem`, false],
  ['', false],
])('%j is a whole path: %j', (file, whole) => {
  expect(isAbsolutePath(file)).toBe(whole);
});

describe('a private CA file that is named', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'authority-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is looked into before it is taken', async () => {
    const file = path.join(folder, 'notes.pem');
    writeFileSync(file, 'no certificate');
    const said = async (named: string) => (await authorityFileRead(l10n, named))?.text;
    expect(await said(file)).toMatch(/^There is no certificate in this file/);
    expect(await said(folder)).toMatch(/cannot be read \(EISDIR\)/);
    expect(await said(path.join(folder, 'missing.pem'))).toMatch(/cannot be read \(ENOENT\)/);
    writeFileSync(file, new Certificates().authorityPem());
    expect(await said(file)).toBeUndefined();
  });

  it('may be in the home folder, as a shell writes it', () => {
    expect(fromHome(' ~/ca.pem ')).toBe(`${homedir()}/ca.pem`);
    expect(authorityFileMessage(l10n, fromHome('~/ca.pem'))).toBeUndefined();
    expect(fromHome('/etc/~/ca.pem')).toBe('/etc/~/ca.pem');
  });
});
