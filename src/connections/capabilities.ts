import type { ConnectionState } from './statusWords';

/** What can be done with a row; the menus in package.json go by these words. */
export function capabilities(own: boolean, active: boolean, state: ConnectionState): string {
  const signedOut = state === 'signedOut' || state === 'unreadable' || state === 'stopped';
  return [
    'connection',
    active ? 'active' : undefined,
    own ? 'own' : 'sandbox',
    signedOut ? 'signedOut' : 'signedIn',
    // a secret that was refused, or cannot be read, may be given again and may be forgotten
    own && (state === 'failed' || state === 'unreadable') ? 'signedIn signedOut' : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
}
