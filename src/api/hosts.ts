import { sentence, type Sentence } from '../sentence';

/** A host that the platform documents, to choose from; any other may be entered. */
export interface HostPreset {
  /** English, as `note` is. */
  readonly label: string;
  readonly host: string;
  readonly note?: Sentence;
}

export const hostPresets: readonly HostPreset[] = [
  { label: sentence('Europe'), host: 'eu.api.capillarytech.com' },
  {
    label: sentence('Asia'),
    host: 'apac.api.intouch.capillarytech.com',
    note: sentence('Older: {hosts}', { hosts: 'apac.api.capillarytech.com' }),
  },
  {
    label: sentence('Asia 2 / South-East Asia'),
    host: 'sea.api.capillarytech.com',
    note: sentence('Older: {hosts}', { hosts: 'apac2.api.capillarytech.com' }),
  },
  {
    label: sentence('United States'),
    host: 'ushc.api.capillarytech.com',
    note: sentence('Older: {hosts}', {
      hosts: 'us.api.capillarytech.com, north-america.api.capillarytech.com',
    }),
  },
  { label: sentence('China'), host: 'api.capillarytech.cn.com' },
  { label: sentence('CRM Europe'), host: 'eucrm.cc.capillarytech.com' },
  { label: sentence('CRM India'), host: 'incrm.cc.capillarytech.com' },
  { label: sentence('CRM Singapore'), host: 'sgcrm.cc.capillarytech.com' },
  {
    label: sentence('Test'),
    host: 'nightly.api.capillarytech.com',
    note: sentence('Nightly build of the platform'),
  },
];

/**
 * Reads what a user entered as a host: `eu.api.capillarytech.com`, `https://host:8443`,
 * `http://127.0.0.1:3000`. https is meant unless written out; http is for this computer only.
 * @returns the origin as `URL.origin` spells it (punycode, no default port), or why it is not one,
 *   as a whole English sentence
 */
export function parseOrigin(text: string): { origin: string } | { problem: Sentence } {
  const entered = text.trim();
  if (!entered) return { problem: sentence('Enter a host, such as eu.api.capillarytech.com.') };
  if (/[\s\\\p{Cc}]/u.test(entered))
    return { problem: sentence('Remove the spaces and backslashes: a host has none.') };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(entered)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http')
    return { problem: sentence('Use https instead of {scheme}.', { scheme }) };
  const address = scheme === undefined ? `https://${entered}` : entered;
  // told from the text, since URL drops an empty user, query or fragment without a trace
  const afterScheme = address.slice(address.indexOf('://') + 3);
  const authority = /^[^/?#]*/.exec(afterScheme)?.[0] ?? '';
  if (authority.includes('@'))
    return { problem: sentence('Leave out the user name and password: signing in comes later.') };
  // a password may have a slash in it: nothing of what is before an @ is said again
  if (afterScheme.includes('@'))
    return {
      problem: sentence(
        'Enter the host only, without user name, password and path: signing in comes later, and the path is added for you.',
      ),
    };
  if (afterScheme !== authority && afterScheme !== `${authority}/`)
    return {
      problem: sentence(
        'Enter the host only ({host}), without what follows it: the path is added for you.',
        { host: authority },
      ),
    };
  const port = /^(?:\[[^\]]*\]|[^:[\]]*):([^:]*)$/.exec(authority)?.[1];
  if (port !== undefined && !isPort(port))
    return {
      problem: sentence('Enter a port from 1 to 65535 after the colon, or leave both out.'),
    };
  return originOf(address);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** Names as DNS has them, and with underscores, which private networks use; or an address of IPv6. */
const HOST_NAME =
  /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.?)$/;

function originOf(address: string): { origin: string } | { problem: Sentence } {
  const { protocol, hostname, origin } = URL.canParse(address)
    ? new URL(address)
    : { protocol: '', hostname: '', origin: '' };
  if (!HOST_NAME.test(hostname))
    return {
      problem: sentence('This is not a host name. Enter one such as eu.api.capillarytech.com.'),
    };
  if (protocol === 'http:' && !isLoopback(hostname))
    return {
      problem: sentence(
        'Use https: http would send your credentials unprotected over the network.',
      ),
    };
  return { origin };
}

/**
 * Whether a host name (as `URL.hostname` spells it) is this computer. Names below `localhost` are not
 * taken for it: Node asks the network for them.
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
