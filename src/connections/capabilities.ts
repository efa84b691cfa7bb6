import type { ConnectionState } from './statusWords';

/** What can be done with a row; the menus in package.json go by these words. */
export function capabilities(own: boolean, active: boolean, state: ConnectionState): string {
  const signedOut = ['signedOut', 'otherHost', 'unreadable', 'stopped'].includes(state);
  return [
    'connection',
    active ? 'active' : undefined,
    own ? 'own' : 'sandbox',
    signedOut ? 'signedOut' : 'signedIn',
    // a secret that was refused, cannot be read or is for another host may be given anew, and forgotten
    own && ['failed', 'unreadable', 'otherHost'].includes(state) ? 'signedIn signedOut' : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
}
