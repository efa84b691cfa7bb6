import { createHash } from 'node:crypto';
import type { Connection, Credentials } from './connection';

/** Lower-case hex MD5 of a till's password: what the API's Basic authentication takes for a password. */
export function passwordMd5(password: string): string {
  return createHash('md5').update(password, 'utf8').digest('hex');
}

/** The one header that signs a request; its value is a secret. */
export type SecretHeader = readonly [
  name: 'Authorization' | 'X-CAP-API-OAUTH-TOKEN',
  value: string,
];

/** Basic authentication of the page on authorization flows: `base64(till:md5hex(password))`. */
export function basicHeader(till: string, md5: string): SecretHeader {
  const pair = `${till}:${md5.trim().toLowerCase()}`;
  return ['Authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`];
}

/** The token as it is, without "Bearer". Pasted tokens tend to have a line break at their end. */
export function tokenHeader(token: string): SecretHeader {
  return ['X-CAP-API-OAUTH-TOKEN', token.trim()];
}

/** Credentials are for one way of signing in: left over from another, they are not sent. */
export function areFor(connection: Connection, credentials: Credentials): boolean {
  return credentials.kind === connection.signIn;
}

/**
 * Which origin and account a token belongs to. Changed credentials or another origin give another
 * key, so that a token is never sent to a host that did not make it. Holds no readable secret.
 */
export function tokenKey(origin: string, key: string, secret: string): string {
  return createHash('sha256')
    .update(JSON.stringify([origin, key, secret]))
    .digest('base64');
}

/** Shorter ones protect nothing, and taking them out would take an answer to pieces. */
const SHORTEST_SECRET = 4;

/** Every form in which the credentials' secrets could turn up in an answer that echoes the request. */
export function secretTexts(credentials: Credentials, header?: SecretHeader): readonly string[] {
  const value = header?.[1].replace(/^Basic /, '');
  // the padding of base64 is what gets escaped, or left out
  const texts = [header?.[1], value, ...(credentials.kind === 'basic' ? [unpadded(value)] : [])];
  switch (credentials.kind) {
    case 'oauth':
      texts.push(credentials.key, credentials.secret);
      break;
    case 'basic':
      texts.push(credentials.passwordMd5, credentials.passwordMd5.toLowerCase());
      break;
    case 'token':
      texts.push(credentials.token.trim());
      break;
    default:
      credentials satisfies never;
  }
  const long = texts
    .filter((text) => text !== undefined)
    .filter((text) => text.length >= SHORTEST_SECRET);
  // every answer is searched for each of them: the same one twice is twice the work
  return [...new Set([...new Set(long)].flatMap(spellings))];
}

/**
 * The same for one request after the other: those of a connection have the same secrets, and to spell
 * them takes longer than to look for them.
 */
export class SecretTexts {
  #known: { readonly key: string; readonly texts: readonly string[] } | undefined;

  of(credentials: Credentials, header: SecretHeader): readonly string[] {
    const key = JSON.stringify([credentials, header]);
    if (this.#known?.key !== key) this.#known = { key, texts: secretTexts(credentials, header) };
    return this.#known.texts;
  }

  forget(): void {
    this.#known = undefined;
  }
}

/** The text without the secrets, should it repeat them; `secrets` are those of `secretTexts`. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  if (!secrets.some((secret) => text.includes(secret))) return text;
  // the longest first: of a secret that holds another one, nothing stays
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((kept, secret) => kept.replaceAll(secret, '•••'), text);
}

/** A log line's part without the identifier that was asked by, in whatever spelling it is repeated. */
export function withoutIdentifier(text: string, identifierValue: string): string {
  const value = identifierValue.trim();
  // of such a short one, what is left of a text would say as much
  return value.length < SHORTEST_SECRET ? text : withoutSecrets(text, spellings(value));
}

function unpadded(base64: string | undefined): string | undefined {
  return base64?.replace(/=+$/, '');
}

/** However it is spelt, it stays as it is. */
const PLAIN = /^[\w.-]*$/;

/** A secret as it is, in JSON and in JSON within JSON; each also as a URL, a form or a page spells it. */
function spellings(text: string): readonly string[] {
  if (PLAIN.test(text)) return [text];
  const inJson = JSON.stringify(text).slice(1, -1);
  const quoted = [text, inJson, JSON.stringify(inJson).slice(1, -1), text.replaceAll('/', '\\/')];
  const all = [...new Set(quoted)].flatMap((one) => [
    one,
    ...eitherCase(encodeURIComponent(one)),
    ...eitherCase(new URLSearchParams([['', one]]).toString().slice(1)),
    one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    one
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;'),
  ]);
  return [...new Set(all)];
}

/** Percent-encoded text with its hexadecimal digits in capitals, as it is given, and in small letters. */
function eitherCase(encoded: string): readonly string[] {
  return [encoded, encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}
