import type { RequestAsSent } from '../api/exchange';
import { Unwritable } from './unwritable';

export interface CodeOptions {
  /** Reads page after page, until there is no more. */
  readonly paging: boolean;
  /** Fetches the token by key and secret first. */
  readonly signIn: boolean;
}

/** What code is written from: a request, spelt so that no language takes any of it for its own. */
export interface Call extends CodeOptions {
  /** Of letters, digits and punctuation that means nothing between quotes, in any language. */
  readonly url: string;
  /** The same without `offset`, which a loop puts at its end. */
  readonly urlWithoutOffset: string;
  readonly offset: string;
  readonly isHttps: boolean;
  /** With a port, where there is one. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
  readonly tokenUrl: string;
  readonly header: 'Authorization' | 'X-CAP-API-OAUTH-TOKEN';
  /** What stands before the secret in the header's value. */
  readonly prefix: '' | 'Basic ';
  /** The environment variable that holds the secret. */
  readonly variable: 'CAPILLARY_TOKEN' | 'CAPILLARY_BASIC';
  /** Lines for whoever reads the code, in comments. */
  readonly notes: readonly string[];
}

const WANTED = {
  CAPILLARY_TOKEN: 'Set CAPILLARY_TOKEN in the environment: the access token.',
  CAPILLARY_BASIC:
    'Set CAPILLARY_BASIC in the environment: base64 of till:md5, where md5 is the lower-case hex MD5 of the password.',
} as const;

/** The value of the header that signs: text that is there already, then a value of the environment. */
export function headerValue({ prefix }: Call, value: string, operator = '+'): string {
  return prefix === '' ? value : `"${prefix}" ${operator} ${value}`;
}

/**
 * @param note above everything else
 * @throws {Unwritable} for what cannot be a request, with the reason
 */
export function callOf(request: RequestAsSent, options: CodeOptions, note?: string): Call {
  const { certificates, authentication } = request;
  if (!/^https?:\/\//i.test(request.url)) throw new Unwritable('notHttp');
  const url = safeUrl(request.url);
  const { protocol, host, origin } = new URL(url);
  const isToken = authentication === 'token';
  const signIn = isToken && options.signIn;
  const variable = isToken ? 'CAPILLARY_TOKEN' : 'CAPILLARY_BASIC';
  return {
    paging: options.paging,
    signIn,
    url,
    urlWithoutOffset: url.replace(/&offset=\d*/, ''),
    offset: /[?&]offset=(\d+)/.exec(url)?.[1] ?? '0',
    isHttps: protocol === 'https:',
    host,
    path: url.slice(url.indexOf('/', url.indexOf('://') + 3)),
    tokenUrl: `${origin}/v3/oauth/token/generate`,
    header: isToken ? 'X-CAP-API-OAUTH-TOKEN' : 'Authorization',
    prefix: isToken ? '' : 'Basic ',
    variable,
    notes: [
      ...(note === undefined ? [] : [note]),
      signIn
        ? 'Set CAPILLARY_KEY and CAPILLARY_SECRET in the environment: the client key and its secret.'
        : WANTED[variable],
      ...(certificates === undefined
        ? []
        : ['The connection has a certificate setting of its own, which this code does not have.']),
    ],
  };
}

/**
 * Percent-encodes what ends a string, begins an expression or names a variable in some language. What
 * a form may leave as it is (`'()*!`) means the same when it is encoded.
 */
function safeUrl(url: string): string {
  if (url.includes('\0')) throw new Unwritable('nul');
  return url.replace(
    /[\p{Cc} "'()*!$`<>\\^{|}#]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
