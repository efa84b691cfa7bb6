/**
 * How what is between the quotes is written: `bytes` where a numbered escape is a byte of UTF-8,
 * `doubled` where a quote within is written twice and nothing else is special.
 */
export type Escapes = 'javascript' | 'python' | 'csharp' | 'bytes' | 'doubled' | 'none';

const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
};
/** A run of numbers, which may be bytes of one character; a code point; any other character. */
const ESCAPE =
  /(?<numbers>(?:\\(?:x[\da-fA-F]{2}|[0-7]{1,3}))+)|\\(?:u\{(?<braced>[\da-fA-F]{1,6})\}|u(?<short>[\da-fA-F]{4})|U(?<long>[\da-fA-F]{8})|(?<one>\r\n|[\s\S]))/g;
/** C# writes from one to four digits after \x. */
const SHORT_HEX = /(\\\\)|\\x([\da-fA-F]{1,4})/g;

/** The value of a literal, without its quotes. */
export function decodeLiteral(text: string, quote: string, escapes: Escapes): string {
  if (escapes === 'none') return text;
  if (escapes === 'doubled') return text.replaceAll(quote + quote, quote);
  const written =
    escapes === 'csharp'
      ? text.replace(SHORT_HEX, (all: string, _: unknown, digits?: string) =>
          digits === undefined ? all : `\\u${digits.padStart(4, '0')}`,
        )
      : text;
  return written.replace(ESCAPE, (...found: unknown[]) => {
    const { numbers, braced, short, long, one } = found.at(-1) as Escape;
    if (numbers !== undefined) return decodeNumbers(numbers, escapes);
    const point = braced ?? short ?? long;
    if (point !== undefined) return characterOf(parseInt(point, 16));
    return decodeOne(one ?? '', escapes);
  });
}

type Escape = Readonly<Partial<Record<'numbers' | 'braced' | 'short' | 'long' | 'one', string>>>;

function characterOf(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
}

function decodeNumbers(run: string, escapes: Escapes): string {
  const numbers = [...run.matchAll(/\\(?:x(..)|([0-7]{1,3}))/g)].map(([, hex, octal]) =>
    hex === undefined ? parseInt(octal ?? '0', 8) : parseInt(hex, 16),
  );
  if (escapes === 'bytes') return new TextDecoder().decode(Uint8Array.from(numbers));
  return numbers.map((code) => String.fromCharCode(code)).join('');
}

function decodeOne(character: string, escapes: Escapes): string {
  // a literal over several lines
  if (/^[\r\n\u2028\u2029]/.test(character)) return '';
  const isNamed =
    Object.hasOwn(NAMED, character) && (escapes !== 'javascript' || !/[ae]/.test(character));
  if (isNamed) return NAMED[character] ?? character;
  // Python knows a few, and keeps the backslash of the others
  return escapes === 'python' && !/["'\\]/.test(character) ? `\\${character}` : character;
}
