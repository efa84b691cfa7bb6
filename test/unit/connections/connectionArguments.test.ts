import { describe, expect, it } from 'vitest';
import { passwordMd5 as md5 } from '../../../src/api/credentials';
import {
  argumentOf,
  connectionIdOf,
  describesConnection,
  readArgument,
} from '../../../src/connections/connectionArguments';
import { newDraft } from '../../../src/connections/draft';
import { l10n } from './l10n';

const read = (argument: Readonly<Record<string, unknown>>) =>
  readArgument(l10n, argument, newDraft('id', 'INSTORE'), ['Taken']);
const good = { name: 'A', host: 'eu.api.capillarytech.com', signIn: 'oauth' };

describe('the argument of a command', () => {
  it('gives a connection and its credentials', () => {
    expect(read({ ...good, credentials: { key: 'k', secret: 's' } })).toEqual({
      kind: 'good',
      connection: {
        id: 'id',
        name: 'A',
        origin: 'https://eu.api.capillarytech.com',
        signIn: 'oauth',
        defaultSource: 'INSTORE',
      },
      credentials: { kind: 'oauth', key: 'k', secret: 's' },
    });
  });

  it('takes a password as it is or as its MD5', () => {
    const passwordMd5 = md5('server123');
    for (const credentials of [
      { till: 't', password: 'server123' },
      { till: 't', passwordMd5 },
    ])
      expect(read({ ...good, signIn: 'basic', credentials })).toMatchObject({
        credentials: { kind: 'basic', till: 't', passwordMd5 },
      });
  });

  it.each([
    [{ ...good, name: 7 }, 'name must be text'],
    [{ ...good, name: 'taken' }, 'Another connection'],
    [{ ...good, host: 'http://eu.api.capillarytech.com' }, 'https'],
    [{ ...good, signIn: 'magic' }, 'signIn must be'],
    [{ name: 'A' }, 'Enter a host'],
    [{ ...good, credentials: { key: 'k' } }, '{key, secret}'],
    [{ ...good, credentials: 'k:s' }, '{key, secret}'],
    [{ ...good, signIn: 'token', credentials: { token: 'Bearer x' } }, 'Bearer'],
  ])('is refused with the reason: %j', (argument, words) => {
    const reading = read(argument);
    expect(reading.kind === 'bad' ? reading.sentence : reading.kind).toContain(words);
  });

  it('never repeats a secret that cannot be used', () => {
    const reading = read({ ...good, signIn: 'token', credentials: { token: 'top secret' } });
    expect(reading.kind).toBe('bad');
    expect(JSON.stringify(reading)).not.toContain('top secret');
  });

  it('tells a row of the view, which only says which connection, from a description of one', () => {
    const row = argumentOf({ kind: 'connection', connectionId: 'a' });
    expect(connectionIdOf(row)).toBe('a');
    expect(describesConnection(row)).toBe(false);
    expect(describesConnection({ connectionId: 'a', name: 'B' })).toBe(true);
    expect(argumentOf('text')).toBeUndefined();
  });
});
