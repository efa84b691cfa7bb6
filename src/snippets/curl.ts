import type { SecretHeader } from '../api/credentials';
import type { RequestAsSent } from '../api/exchange';
import { isLoopback } from '../api/hosts';
import { syntaxOf, type Shell, type ShellSyntax } from './shells';
import { Unwritable } from './unwritable';

/** How a command is to be written. */
export interface CurlStyle {
  readonly shell: Shell;
  /** All in one line, below its comments. */
  readonly oneLine: boolean;
}

/** The environment variables that a copied command takes its credentials from. */
const CREDENTIALS = {
  token: {
    before: 'X-CAP-API-OAUTH-TOKEN: ',
    variable: 'CAPILLARY_TOKEN',
    comment: 'Set CAPILLARY_TOKEN first: the access token.',
  },
  basic: {
    before: 'Authorization: Basic ',
    variable: 'CAPILLARY_BASIC',
    comment:
      'Set CAPILLARY_BASIC first: base64 of till:md5, where md5 is the lower-case hex MD5 of the password.',
  },
} as const;

const HOLDS_CREDENTIALS = 'Holds credentials: keep it to yourself.';
const FOR_THE_PROMPT =
  'For the prompt. In a batch file, write each percent sign of the address twice.';

/** Encodings that every curl can undo; some builds know no other. */
const UNDONE_EVERYWHERE = new Set(['gzip', 'deflate', 'identity']);
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The request as a command for a shell that sends the same: method, URL and headers, in their order.
 * Where the request names no user agent or no type that it accepts, curl names its own: a host may
 * turn away who does not. The secret comes from an environment variable, which the comment in the
 * first line names; the answer's body is printed as received, on errors as well.
 *
 * @param note of one line, above everything else: letters and commas, nothing that means anything to
 *   a shell, since an interactive zsh knows no comments
 * @throws {Unwritable} for what cannot be a request, with the reason: a URL that is not http(s), NUL, a
 *   header that HTTP cannot carry, an argument that the shell cannot hand over
 */
export function curlCommand(request: RequestAsSent, style: CurlStyle, note?: string): string {
  const { before, variable, comment } = CREDENTIALS[request.authentication];
  const notes = note === undefined ? [comment] : [note, comment];
  return commandWith(request, style, notes, ({ withVariable }) => withVariable(before, variable));
}

/** The same command with the secret header itself in it, for whoever asked for that in so many words. */
export function curlCommandWithCredentials(
  request: RequestAsSent,
  [name, value]: SecretHeader,
  style: CurlStyle,
): string {
  return commandWith(request, style, [HOLDS_CREDENTIALS], (syntax) =>
    headerArgument(syntax, name, value),
  );
}

/** Which variable to set before the command is run. */
export function credentialsVariable({ authentication }: RequestAsSent): string {
  return CREDENTIALS[authentication].variable;
}

function commandWith(
  request: RequestAsSent,
  { shell, oneLine }: CurlStyle,
  notes: readonly string[],
  secretArgument: (syntax: ShellSyntax) => string,
): string {
  if (!/^https?:\/\//i.test(request.url)) throw new Unwritable('notHttp');
  const syntax = syntaxOf(shell);
  const url = syntax.url(request.url);
  const options = ['--silent', '--show-error', '--globoff', ...transportOptions(syntax, request)];
  const isForThePrompt = shell === 'cmd' && url.includes('%');
  return [
    ...[...notes, ...(isForThePrompt ? [FOR_THE_PROMPT] : [])].map(syntax.comment),
    [
      `${syntax.curl} ${options.join(' ')}`,
      url,
      ...headerArguments(syntax, request.headers).map((argument) => `-H ${argument}`),
      `-H ${secretArgument(syntax)}`,
    ].join(oneLine ? ' ' : syntax.lineBreak),
  ].join('\n');
}

/** What makes curl behave like the connection that the request went over. */
function transportOptions(
  { argument }: ShellSyntax,
  { url, headers, certificates }: RequestAsSent,
): readonly string[] {
  const authorities = certificates?.certificateAuthorityFile;
  return [
    ...(headers.some(([name]) => isAcceptEncoding(name)) ? ['--compressed'] : []),
    // the editor does not ask a proxy for this computer either
    ...(isLoopback(new URL(url).hostname) ? [`--noproxy ${argument('*')}`] : []),
    ...(authorities === undefined ? [] : [`--cacert ${argument(authorities)}`]),
    ...(certificates?.verifyCertificate === false ? ['--insecure'] : []),
  ];
}

function headerArguments(
  syntax: ShellSyntax,
  headers: RequestAsSent['headers'],
): readonly string[] {
  return headers
    .filter(([name, value]) => !isAcceptEncoding(name) || isUndoneEverywhere(value))
    .map(([name, value]) => headerArgument(syntax, name, value));
}

function isAcceptEncoding(name: string): boolean {
  return name.toLowerCase() === 'accept-encoding';
}

function isUndoneEverywhere(encodings: string): boolean {
  return encodings
    .split(',')
    .every((encoding) => UNDONE_EVERYWHERE.has(encoding.trim().toLowerCase()));
}

function headerArgument(syntax: ShellSyntax, name: string, value: string): string {
  if (!HEADER_NAME.test(name)) throw new Unwritable('headerName');
  const trimmed = value.replace(/^[ \t]+|[ \t]+$/g, '');
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(trimmed)) throw new Unwritable('headerValue');
  // curl takes "Name:" for "do not send it", and "Name;" for an empty value
  return syntax.latin1(trimmed === '' ? `${name};` : `${name}: ${trimmed}`);
}
