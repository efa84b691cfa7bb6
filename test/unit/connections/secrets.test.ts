import { describe, expect, it } from 'vitest';
import type { Connection, Credentials } from '../../../src/api/connection';
import { credentialsOf, isForOtherHost, secretEntry } from '../../../src/connections/secretEntries';
import { signInMark } from '../../../src/connections/signInMark';

const connection: Connection = {
  id: 'a',
  name: 'A',
  origin: 'https://one.example',
  signIn: 'oauth',
};
const credentials = { kind: 'oauth', key: 'k', secret: 's' } as const satisfies Credentials;

describe('as whom somebody signs in', () => {
  const salt = 'of this export';
  const mark = signInMark(credentials, salt);

  it('is the same with a new secret, and another one with another key, till or token', () => {
    expect(signInMark({ ...credentials, secret: 'renewed' }, salt)).toBe(mark);
    const others: readonly Credentials[] = [
      { kind: 'oauth', key: 'k2', secret: 's' },
      { kind: 'basic', till: 'k', passwordMd5: 's' },
      { kind: 'basic', till: 't', passwordMd5: 's' },
      { kind: 'token', token: 'k' },
    ];
    const marks = others.map((one) => signInMark(one, salt));
    expect(new Set([mark, ...marks]).size).toBe(5);
  });

  it('says nothing of it, not even that two places mean the same one', () => {
    expect(signInMark(credentials, 'of another export')).not.toBe(mark);
    expect(signInMark({ kind: 'token', token: 'a-token' }, salt)).not.toContain('a-token');
  });
});

describe('a kept secret', () => {
  it('comes back for the connection that it was kept for', () => {
    expect(credentialsOf(connection, secretEntry(connection, credentials))).toEqual(credentials);
  });

  it('is not given to another origin, be it another port or scheme', () => {
    const entry = secretEntry(connection, credentials);
    for (const origin of ['https://two.example', 'https://one.example:8443', 'http://one.example'])
      expect(credentialsOf({ ...connection, origin }, entry)).toBeUndefined();
  });

  it('is told from none where the connection has another host now', () => {
    const entry = secretEntry(connection, credentials);
    expect(isForOtherHost({ ...connection, origin: 'https://two.example' }, entry)).toBe(true);
    expect(isForOtherHost(connection, entry)).toBe(false);
    expect(isForOtherHost(connection, undefined)).toBe(false);
    expect(isForOtherHost(connection, '{')).toBe(false);
  });

  it('is not given to another way of signing in', () => {
    const entry = secretEntry(connection, credentials);
    expect(credentialsOf({ ...connection, signIn: 'basic' }, entry)).toBeUndefined();
  });

  it.each([undefined, '', '{', 'null', '[]', '{"origin":"https://one.example"}'])(
    'means signed out when it cannot be understood: %j',
    (entry) => {
      expect(credentialsOf(connection, entry)).toBeUndefined();
    },
  );
});
