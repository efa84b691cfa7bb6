import { readQueryPath, type ChildrenQuery } from '../api/query';
import { UNKNOWN, type Word } from '../snippets/commandWords';
import type { CurlCommand } from '../snippets/readCurl';
import {
  isPlaceholder,
  secretIn,
  type FoundConnection,
  type FoundSignIn,
  type QueryLack,
} from './foundConnection';

/** Rows asked for where a command does not say; see `pageSize`. */
const ROWS = 50;

/** What a curl command has of a connection, without its host, and the address of that; '' for none. */
export function connectionIn(command: CurlCommand): {
  readonly found: FoundConnection;
  readonly url: string;
} {
  const { authority, address, hasPlaceholders } = partsOf(command);
  const signIn = signInOf(command);
  const query = queryOf(command, address, hasPlaceholders);
  const authorities = textOf(command.certificateAuthorityFile);
  const found: FoundConnection = {
    from: 'curl',
    name: '',
    host: '',
    ...(signIn && { signIn }),
    ...(authorities !== undefined && { certificateAuthorityFile: authorities }),
    isUnchecked: command.isUnchecked,
    ...('query' in query ? { query: query.query } : { queryLack: query.lack }),
    leftOut: [
      ...command.leftOut,
      ...command.headers.map(({ name }) => name).filter(isOfConsequence),
      ...('unknown' in query ? query.unknown.filter((name) => /^[\w.-]{1,40}$/.test(name)) : []),
    ],
  };
  return { found, url: authority };
}

interface AddressParts {
  /** Scheme and host; '' where a placeholder stands for them. */
  readonly authority: string;
  /** Path and query. */
  readonly address: string;
  /** Whether path or query have any. */
  readonly hasPlaceholders: boolean;
}

function partsOf({ url, shell }: CurlCommand): AddressParts {
  const [, scheme = '', host = '', address = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/?]*)(.*)$/is.exec(url.text) ?? [];
  const written = url.unknown.slice(host.split(UNKNOWN).length - 1);
  const asIs = address
    .split(UNKNOWN)
    .reduce((before, after, at) => before + (written[at - 1] ?? '') + after);
  // what cmd takes for a variable may be letters of an encoded address: it leaves those as they are
  const isEncoded = shell === 'cmd' && isDecodable(asIs);
  const read = isEncoded ? asIs : address;
  return {
    authority: isPlaceholder(host) || host === '' ? '' : scheme + host,
    address: read,
    hasPlaceholders: read.includes(UNKNOWN) || /\{\{[^{}]*\}\}/.test(read),
  };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function queryOf(
  { method }: CurlCommand,
  address: string,
  hasPlaceholders: boolean,
):
  | { readonly query: ChildrenQuery; readonly unknown: readonly string[] }
  | { readonly lack: QueryLack } {
  const read = readQueryPath(address, ROWS);
  if (read.kind === 'otherEndpoint') return { lack: 'otherEndpoint' };
  if (method !== 'GET') return { lack: 'otherMethod' };
  if (hasPlaceholders) return { lack: 'placeholders' };
  return read.kind === 'query' ? read : { lack: 'unusable' };
}

/** Without what every program sends about itself and about what it can read. */
function isOfConsequence(header: string): boolean {
  return !/^(?:accept(?:-.*)?|authorization|cache-control|connection|content-.*|dnt|origin|pragma|postman-token|priority|referer|sec-.*|te|upgrade-insecure-requests|user-agent|x-cap-api-oauth-token)$/i.test(
    header,
  );
}

function signInOf(command: CurlCommand): FoundSignIn | undefined {
  const header = (wanted: string) =>
    command.headers.findLast(({ name }) => name.toLowerCase() === wanted)?.value;
  const token = header('x-cap-api-oauth-token') ?? command.bearer;
  if (token !== undefined) return withToken(token);
  const authorization = header('authorization');
  const [scheme = ''] = /^\w+ +/.exec(authorization?.text ?? '') ?? [];
  const rest = authorization && {
    text: authorization.text.slice(scheme.length),
    unknown: authorization.unknown,
  };
  switch (scheme.trim().toLowerCase()) {
    case 'bearer':
      return rest && withToken(rest);
    case 'basic':
      return rest && withPair(rest);
    default:
      return withKey(command.body) ?? (command.user && withTill(command.user));
  }
}

function withToken(token: Word): FoundSignIn {
  return { signIn: 'token', account: '', ...secretIn(token) };
}

/** Base64 of a till and the MD5 of its password. */
function withPair(pair: Word): FoundSignIn {
  const { secret, placeholder } = secretIn(pair);
  const decoded = Buffer.from(secret, 'base64').toString('utf8');
  if (!decoded.includes(':') || decoded.includes('\ufffd'))
    return { signIn: 'basicMd5', account: '', secret: '', ...(placeholder && { placeholder }) };
  return withTill({ text: decoded, unknown: [] });
}

function withTill({ text, unknown }: Word): FoundSignIn {
  const [, till = '', password = ''] = /^([^:]*):?(.*)$/s.exec(text) ?? [];
  const account = isPlaceholder(till) ? '' : till.trim();
  const written = unknown.slice(till.split(UNKNOWN).length - 1);
  const found = secretIn({ text: password, unknown: written });
  const isMd5 = /^\s*[\da-f]{32}\s*$/i.test(found.secret) || found.placeholder !== undefined;
  return { signIn: isMd5 ? 'basicMd5' : 'basic', account, ...found };
}

/** The body of a request for a token. */
function withKey(body: readonly Word[]): FoundSignIn | undefined {
  for (const { text } of body) {
    const parsed = parse(text);
    if (typeof parsed.key !== 'string' || typeof parsed.secret !== 'string') continue;
    const account = isPlaceholder(parsed.key) ? '' : parsed.key.trim();
    return { signIn: 'oauth', account, ...secretIn({ text: parsed.secret, unknown: [] }) };
  }
  return undefined;
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function textOf(word: Word | undefined): string | undefined {
  return word === undefined || isPlaceholder(word.text) ? undefined : word.text;
}
