import type { SecretHeader } from '../api/credentials';
import type { RequestAsSent } from '../api/exchange';
import { isLoopback } from '../api/hosts';

/** The environment variables that a copied command takes its credentials from. */
const CREDENTIALS = {
  token: {
    header: '"X-CAP-API-OAUTH-TOKEN: $CAPILLARY_TOKEN"',
    comment: 'Set CAPILLARY_TOKEN first: the access token.',
  },
  basic: {
    header: '"Authorization: Basic $CAPILLARY_BASIC"',
    comment:
      'Set CAPILLARY_BASIC first: base64 of till:md5, where md5 is the lower-case hex MD5 of the password.',
  },
} as const;

const HOLDS_CREDENTIALS = 'Holds credentials: keep it to yourself.';

/** Encodings that every curl can undo; some builds know no other. */
const UNDONE_EVERYWHERE = new Set(['gzip', 'deflate', 'identity']);
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The request as a command for POSIX shells (sh, bash, dash, zsh) that sends the same: method, URL
 * and headers, in their order. Where the request names no user agent or no type that it accepts,
 * curl names its own: a host may turn away who does not. The secret comes from an environment
 * variable, which the comment in the first line names; the answer's body is printed as received, on
 * errors as well.
 *
 * @throws {TypeError} for what cannot be a request: a URL that is not http(s), NUL, a header that
 * HTTP cannot carry.
 */
export function curlCommand(request: RequestAsSent): string {
  const { header, comment } = CREDENTIALS[request.authentication];
  return commandWith(request, header, comment);
}

/** The same command with the secret header itself in it, for whoever asked for that in so many words. */
export function curlCommandWithCredentials(
  request: RequestAsSent,
  [name, value]: SecretHeader,
): string {
  return commandWith(request, headerArgument(name, value), HOLDS_CREDENTIALS);
}

function commandWith(request: RequestAsSent, header: string, comment: string): string {
  if (!/^https?:\/\//i.test(request.url)) throw new TypeError('The URL is not an http(s) URL.');
  const options = ['--silent', '--show-error', '--globoff', ...transportOptions(request)];
  return [
    // an interactive zsh does not know comments: nothing in this line may mean anything to a shell
    `# ${comment}`,
    [
      `curl ${options.join(' ')}`,
      quoted(request.url),
      ...headerArguments(request.headers).map((argument) => `-H ${argument}`),
      `-H ${header}`,
    ].join(' \\\n  '),
  ].join('\n');
}

/** What makes curl behave like the connection that the request went over. */
function transportOptions({ url, headers, certificates }: RequestAsSent): readonly string[] {
  const authorities = certificates?.certificateAuthorityFile;
  return [
    ...(headers.some(([name]) => isAcceptEncoding(name)) ? ['--compressed'] : []),
    // the editor does not ask a proxy for this computer either
    ...(isLoopback(new URL(url).hostname) ? [`--noproxy '*'`] : []),
    ...(authorities === undefined ? [] : [`--cacert ${quoted(authorities)}`]),
    ...(certificates?.verifyCertificate === false ? ['--insecure'] : []),
  ];
}

function headerArguments(headers: RequestAsSent['headers']): readonly string[] {
  return headers
    .filter(([name, value]) => !isAcceptEncoding(name) || isUndoneEverywhere(value))
    .map(([name, value]) => headerArgument(name, value));
}

function isAcceptEncoding(name: string): boolean {
  return name.toLowerCase() === 'accept-encoding';
}

function isUndoneEverywhere(encodings: string): boolean {
  return encodings
    .split(',')
    .every((encoding) => UNDONE_EVERYWHERE.has(encoding.trim().toLowerCase()));
}

function headerArgument(name: string, value: string): string {
  if (!HEADER_NAME.test(name)) throw new TypeError('A header has a name that HTTP cannot carry.');
  const trimmed = value.replace(/^[ \t]+|[ \t]+$/g, '');
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(trimmed))
    throw new TypeError(`The header ${name} has a value that HTTP cannot carry.`);
  // curl takes "Name:" for "do not send it", and "Name;" for an empty value
  return trimmed === '' ? quoted(`${name};`) : quotedLatin1(`${name}: ${trimmed}`);
}

/**
 * One argument of a POSIX shell, byte for byte (UTF-8), whatever is in it.
 *
 * @throws {TypeError} for NUL, which no argument can hold.
 */
export function quoted(text: string): string {
  if (text.includes('\0')) throw new TypeError('NUL cannot be in a shell command.');
  return `'${text.replaceAll(`'`, String.raw`'\''`)}'`;
}

/** HTTP sends headers in Latin-1, a shell would pass UTF-8: `printf` makes the bytes where they differ. */
function quotedLatin1(text: string): string {
  if (/^[\t\x20-\x7e]*$/.test(text)) return quoted(text);
  const format = text.replace(
    /[^\w :;,./=@()-]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"$(printf '${format}')"`;
}
