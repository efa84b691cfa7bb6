import { describe, expect, it } from 'vitest';
import { readArgument } from '../../../src/connections/connectionArguments';
import { connectionOf, draftOf, newDraft } from '../../../src/connections/draft';
import { hostMessage } from '../../../src/connections/draftWords';
import { readEntries } from '../../../src/connections/settingsEntries';
import { connectionDescription } from '../../../src/connections/statusWords';
import { l10n } from './l10n';

/** Every way in for a host: the setting, the argument of a command, and the steps of adding and editing. */
const edited = {
  id: 'a',
  name: 'A',
  origin: 'https://one.example',
  signIn: 'token',
} as const;
const waysIn: Readonly<Record<string, (host: string) => string | undefined>> = {
  'the setting': (host) =>
    readEntries([{ id: 'a', name: 'A', host, signIn: 'token' }]).connections[0]?.origin,
  'an argument that adds': (host) =>
    originIn(
      readArgument(l10n, { name: 'A', host, signIn: 'token' }, newDraft('a', 'INSTORE'), []),
    ),
  'an argument that edits': (host) =>
    originIn(
      readArgument(l10n, { host }, draftOf({ connection: edited, credentials: undefined }), []),
    ),
  'the steps': (host) =>
    hostMessage(l10n, host) === undefined
      ? connectionOf({ ...newDraft('a', ''), name: 'A', host })?.origin
      : undefined,
};

function originIn(reading: ReturnType<typeof readArgument>): string | undefined {
  return reading.kind === 'good' ? reading.connection.origin : undefined;
}

const refused = [
  'http://one.example',
  'HTTP://one.example',
  'http://127.0.0.1.one.example',
  'http://localhost.one.example',
  'http://[::2]:3000',
  'http://0x7f.one.example',
  'https://user@one.example',
  'https://user:secret@one.example',
  'https://eu.api.capillarytech.com@one.example',
  'one.example/v2/customers/bulk',
  'one.example?host=two.example',
  'one.example#two.example',
  'one.example\\two.example',
  'one.example two.example',
  'one.example\r\nX-Header: 1',
  'one.example:99999',
  'file:///etc/passwd',
  'javascript://one.example',
  'ftp://one.example',
  'https://',
];

describe.each(Object.entries(waysIn))('by %s', (_, originOf) => {
  it.each(refused)('no connection goes to %j', (host) => {
    expect(originOf(host)).toBeUndefined();
  });

  it('a connection goes to https, and over http to this computer alone', () => {
    expect(originOf('two.example:8443')).toBe('https://two.example:8443');
    expect(originOf('http://localhost:3000')).toBe('http://localhost:3000');
    expect(originOf('http://[::1]:3000')).toBe('http://[::1]:3000');
  });

  it('letters that look like others are kept, and shown, as what they are', () => {
    // Cyrillic “с”, a full-width “．”, a soft hyphen
    expect(originOf('сapillarytech.com')).toBe('https://xn--apillarytech-7gk.com');
    expect(originOf('one．example')).toBe('https://one.example');
    expect(originOf('o\u00adne.example')).toBe('https://one.example');
    const origin = originOf('сapillarytech.com') ?? '';
    const shown = connectionDescription(l10n, { ...edited, origin }, 'signedIn', true);
    expect(shown).toContain('xn--apillarytech-7gk.com');
  });
});
