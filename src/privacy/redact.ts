/**
 * What a log line may hold. Lines are written without secrets and without personal data in the first
 * place; this is the second lock, for texts that others made (system errors, a server's message).
 *
 * Every pattern runs in linear time: a repetition starts at a place that its own class cannot extend
 * to the left, or is bounded, and what follows it never overlaps with it.
 */

export const REDACTED = '[redacted]';

/** What stands between a name and its value in headers, JSON, JSON inside JSON, and query strings. */
const SEPARATOR = String.raw`(?:\\{0,3}["'])?\s{0,8}(?:[:=]|%3D|,(?=\s{0,8}["']))\s{0,8}`;
/** A quoted value with its escapes, a value quoted inside a string, or everything up to a delimiter. */
const VALUE = String.raw`(?:"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|\\{1,3}["'][^"']*["']?|[^\s"',;&#}\]]+\]?)`;

/** Names of fields, headers and parameters whose value is a secret. */
const SECRET_NAMES = String.raw`(?:cookie|secret|password(?:Md5)?|passwd|pwd|credentials?|token|key)`;
/** Names of fields and parameters whose value is about a person. */
const PERSONAL_NAMES = String.raw`(?:identifierValue|identifierName|mobile|e-?mail|externalId|card_?number|userId|firstName|lastName)`;

type Rule = readonly [pattern: RegExp, replacement: string];

const SECRET_RULES: readonly Rule[] = [
  // Authorization: Basic …: the value has two words there
  [
    new RegExp(
      String.raw`(authorization${SEPARATOR})(?:(?:basic|bearer|digest|token)\s{1,8})?${VALUE}`,
      'gi',
    ),
    `$1${REDACTED}`,
  ],
  [/\b(bearer)\s{1,8}[^\s"',;]+/gi, `$1 ${REDACTED}`],
  // "Basic authentication" stays: a value has a capital, a digit or a sign of base64 in it
  [/\b([Bb]asic)\s{1,8}(?=[a-z]{0,300}[A-Z0-9+/=_])[\w+/=-]{4,}/g, `$1 ${REDACTED}`],
  [/(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, REDACTED],
  [new RegExp(`(${SECRET_NAMES}${SEPARATOR})${VALUE}`, 'gi'), `$1${REDACTED}`],
  // user:password@ in a URL
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]+@/gi, `$1${REDACTED}@`],
];

const PERSONAL_RULES: readonly Rule[] = [
  [new RegExp(`(${PERSONAL_NAMES}${SEPARATOR})${VALUE}`, 'gi'), `$1${REDACTED}`],
  [/([?&]q=)[^&\s"'#]+/gi, `$1${REDACTED}`],
  // e-mail, plain or percent-encoded
  [
    /(?<![^\s@/?&=#<>"'(),;:[\]{}|\\])[^\s@/?&=#<>"'(),;:[\]{}|\\]+(?:@|%40)[^\s@/?&=#<>"'(),;:[\]{}|\\]+/gi,
    REDACTED,
  ],
  // a telephone number, or another long number about a person; not a date, a size or a request's id
  [
    /(?<![\w.-])(?<!request id[ :=]{0,3})(?!\d{4}-\d\d-\d\d(?!\d))(?:\+|%2B)?\(?\d(?:[ ()-]{0,2}\d){7,24}(?![\w-]| bytes)/gi,
    REDACTED,
  ],
];

/** Two do nearly always. */
const MOST_ROUNDS = 4;

/** The text without what looks like a secret or like personal data; redacting twice changes nothing. */
export function redact(text: string): string {
  let line = text;
  // what is taken out of the middle of an address can make the rest of it look like one with a password
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = line;
    line = replaced(redactSecrets(line), PERSONAL_RULES);
    if (line === before) break;
  }
  return line;
}

/** The text without what looks like a secret; for texts that only whoever asked for them sees. */
export function redactSecrets(text: string): string {
  return replaced(text, SECRET_RULES);
}

function replaced(text: string, rules: readonly Rule[]): string {
  return rules.reduce((line, [pattern, replacement]) => line.replace(pattern, replacement), text);
}
