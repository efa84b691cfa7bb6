import { createHash } from 'node:crypto';
import { REDACTED } from './redact';

/** Removing anything shorter from everywhere would leave no text. */
const SHORTEST_SECRET = 4;

/**
 * Takes known secrets out of a text and leaves all else as it is: where they stand as they are,
 * escaped for JSON, URL-encoded, in base64 (also inside a longer base64, as in `till:password`), and
 * as their MD5. Does not know secrets of fewer than 4 characters, nor parts of one in base64 that
 * make fewer than 8 digits.
 */
export function secretsRemover(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  const base64Forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    const md5 = createHash('md5').update(secret).digest('hex');
    for (const form of [secret, md5, md5.toUpperCase()]) {
      for (const spelling of spellings(form)) forms.add(spelling);
      for (const digits of base64Digits(form)) base64Forms.add(digits);
    }
  }
  const plain = longestFirst(forms);
  // the digits next to it may hold the secret's first and last bits
  const base64 = longestFirst(base64Forms).map(
    (digits) => new RegExp(`[\\w+/-]{0,4}${digits.replaceAll('+', '\\+')}[\\w+/=-]{0,4}`, 'g'),
  );
  return (text) => {
    const withoutPlain = plain.reduce((line, form) => line.replaceAll(form, REDACTED), text);
    return base64.reduce((line, form) => line.replace(form, REDACTED), withoutPlain);
  };
}

function longestFirst(texts: Iterable<string>): readonly string[] {
  return [...texts].sort((a, b) => b.length - a.length);
}

function* spellings(secret: string): Generator<string> {
  yield secret;
  yield JSON.stringify(secret).slice(1, -1);
  yield new URLSearchParams([['', secret]]).toString().slice(1);
  // by way of UTF-8: half a surrogate pair has no URI encoding, and would throw
  yield encodeURIComponent(Buffer.from(secret).toString());
}

/**
 * The base64 digits that a secret gives at each of its three possible places in a longer text, less
 * the digits at both ends that depend on its neighbours.
 */
function* base64Digits(secret: string): Generator<string> {
  for (const before of [0, 1, 2]) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = bytes.length - (bytes.length % 3);
    const digits = bytes
      .subarray(0, whole)
      .toString('base64')
      .slice(before === 0 ? 0 : 4);
    if (digits.length < 8) continue;
    yield digits;
    yield digits.replaceAll('+', '-').replaceAll('/', '_');
  }
}
