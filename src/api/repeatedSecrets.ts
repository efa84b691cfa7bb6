import { withoutSecrets } from './credentials';
import { QUOTE, literalEnd, stringEnd } from './jsonScan';

/*
 * An answer of 200 may repeat the request as errors do. Its text is read as JSON afterwards, so what is
 * taken out of it leaves JSON behind: strings stay strings, and a number that holds a secret becomes one.
 */

/** Escapes that writers of JSON choose where a secret could be written plainly. */
const CHOSEN_ESCAPE = /\\u00([0-7][\da-f])|\\\//gi;
const NUMBER_START = /[-\d]/;

/** The JSON text without the secrets; the very same text where it has none. */
export function jsonWithoutSecrets(text: string, secrets: readonly string[]): string {
  if (!mayHold(text, secrets)) return text;
  const parts: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const end = tokenEnd(text, at);
    if (end < 0) {
      at++;
      continue;
    }
    const token = text.slice(at, end);
    const clean = tokenWithout(token, secrets);
    if (clean !== token) {
      parts.push(text.slice(kept, at), clean);
      kept = end;
    }
    at = end;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

/** May say so of an answer that holds none, which is looked through to no effect. */
function mayHold(text: string, secrets: readonly string[]): boolean {
  const shortest = secrets.filter((secret) => !secrets.some((other) => isWithin(other, secret)));
  const isIn = (where: string) => shortest.some((secret) => where.includes(secret));
  if (isIn(text)) return true;
  if (!text.includes('\\')) return false;
  const plain = text.replace(CHOSEN_ESCAPE, (_, code: string | undefined) =>
    code === undefined ? '/' : String.fromCharCode(parseInt(code, 16)),
  );
  return plain !== text && isIn(plain);
}

/** Where the longer one is, the shorter one is, too: it need not be looked for. */
function isWithin(shorter: string, longer: string): boolean {
  return shorter.length < longer.length && longer.includes(shorter);
}

/** Index after the string or the number at `at`; -1 for anything else. */
function tokenEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === QUOTE) return stringEnd(text, at);
  return NUMBER_START.test(text.charAt(at)) ? literalEnd(text, at) : -1;
}

function tokenWithout(token: string, secrets: readonly string[]): string {
  const value = token.startsWith('"') ? (JSON.parse(token) as string) : token;
  const clean = withoutSecrets(value, secrets);
  return clean === value ? token : JSON.stringify(clean);
}
