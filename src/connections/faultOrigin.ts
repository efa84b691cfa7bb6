import type { Credentials } from '../api/connection';
import type { Sandbox } from '../sandbox/sandbox';

/** Good nowhere: what is sent to an address that a fault made up. */
const NO_CREDENTIALS: Credentials = { kind: 'oauth', key: 'sandbox', secret: 'none' };

/** Where the sandbox is asked: at the address of a fault, while one with an address is on. */
export function askedOrigin(sandbox: Sandbox): string {
  return (
    sandbox.activeFaults().find(({ origin }) => origin !== undefined)?.origin ?? sandbox.origin
  );
}

/**
 * What signs a request to an origin in the name of this sandbox. Only itself gets its credentials, over
 * http or https; the made-up address of a fault gets some that are none, so that it is asked at all.
 */
export function credentialsFor(sandbox: Sandbox, origin: string): Credentials | undefined {
  if (origin === sandbox.origin || origin === sandbox.secureOrigin)
    return { kind: 'oauth', ...sandbox.credentials.oauth };
  return origin === askedOrigin(sandbox) ? NO_CREDENTIALS : undefined;
}
