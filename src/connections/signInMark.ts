import { createHash } from 'node:crypto';
import type { Credentials } from '../api/connection';

/**
 * Tells whether somebody signs in as the same one as before, without telling who: the key of OAuth, the
 * till, or the token belongs to one organisation. A new secret of the same key is the same.
 *
 * @param salt of whoever compares, so that marks of different places have nothing in common
 */
export function signInMark(credentials: Credentials, salt: string): string {
  const hash = createHash('sha256');
  return hash.update(JSON.stringify([salt, credentials.kind, whoOf(credentials)])).digest('base64');
}

function whoOf(credentials: Credentials): string {
  switch (credentials.kind) {
    case 'oauth':
      return credentials.key;
    case 'basic':
      return credentials.till;
    case 'token':
      return credentials.token;
  }
}
