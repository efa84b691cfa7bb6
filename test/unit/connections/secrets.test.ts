import { describe, expect, it } from 'vitest';
import type { Connection, Credentials } from '../../../src/api/connection';
import { credentialsOf, isForOtherHost, secretEntry } from '../../../src/connections/secretEntries';

const connection: Connection = {
  id: 'a',
  name: 'A',
  origin: 'https://one.example',
  signIn: 'oauth',
};
const credentials: Credentials = { kind: 'oauth', key: 'k', secret: 's' };

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
