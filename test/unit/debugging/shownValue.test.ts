import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dialectOf, readShownValue, type Dialect } from '../../../src/debugging/shownValue';

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const named: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\r': 'r' };

/** Writes each code unit as the language may: in full, by its name, by its number. */
function escaped(text: string, quote: string, number: (code: number) => string): string {
  return units(text)
    .map((code) => {
      const character = String.fromCharCode(code);
      if (character === quote || character === '\\') return `\\${character}`;
      const name = named[character];
      if (name !== undefined) return `\\${name}`;
      return code < 0x20 || code > 0x7e ? number(code) : character;
    })
    .join('');
}

const utf16 = (code: number) => `\\u${hex(code, 4)}`;
const bytes = (text: string, quote: string) =>
  [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === quote || character === '\\') return `\\${character}`;
      return byte < 0x20 || byte > 0x7e ? `\\x${hex(byte, 2)}` : character;
    })
    .join('');
const octal = (text: string) =>
  [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '"' || character === '\\') return `\\${character}`;
      return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : character;
    })
    .join('');
/** As repr() chooses its quotes. */
const pythonQuote = (text: string) => (text.includes("'") && !text.includes('"') ? '"' : "'");
const pythonRepr = (text: string) => {
  const quote = pythonQuote(text);
  const written = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote || character === '\\') return `\\${character}`;
    if (named[character] !== undefined) return `\\${named[character]}`;
    if (code < 0x20 || (code >= 0x7f && code < 0x100)) return `\\x${hex(code, 2)}`;
    if (code >= 0xd800 && code < 0xe000) return `\\u${hex(code, 4)}`;
    return code > 0xffff ? `\\U${hex(code, 8)}` : character;
  }).join('');
  return `${quote}${written}${quote}`;
};

const writers: readonly (readonly [name: string, Dialect, (text: string) => string])[] = [
  ['JSON', 'javascript', (text) => JSON.stringify(text)],
  ['single quotes of JavaScript', 'javascript', (text) => `'${escaped(text, "'", utf16)}'`],
  ['a template of JavaScript', 'javascript', (text) => `\`${escaped(text, '`', utf16)}\``],
  ['repr() of Python', 'python', pythonRepr],
  ['repr() of Python 2', 'python', (text) => `u${pythonRepr(text)}`],
  ['bytes of Python', 'python', (text) => `b'${bytes(text, "'")}'`],
  ['Java', 'java', (text) => `"${text}"`],
  ['C#', 'csharp', (text) => `"${escaped(text, '"', utf16)}"`],
  ['verbatim C#', 'csharp', (text) => `@"${text.replaceAll('"', '""')}"`],
  ['Go', 'go', (text) => `"${bytes(text, '"')}"`],
  ['a pointer of C', 'native', (text) => `0x55555556af "${octal(text)}"`],
  ['a wide pointer of C', 'native', (text) => `0x00007ff6 L"${escaped(text, '"', utf16)}"`],
];
/** Without halves of characters, which UTF-8 cannot hold, and without what says that a text is cut. */
const texts = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('\\', '"', "'", '`', '\n', '0', 'x', 'é', '网', '😀'),
    ),
  })
  .filter((text) => !/(?:\.{3}|…|\+\d+ more)$/.test(text) && !/\p{Cs}/u.test(text));

describe('a text is what the program has, as written by', () => {
  it.each(writers)('%s', (_, dialect, write) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(readShownValue(write(text), dialect)).toEqual({ kind: 'text', text, isCut: false });
      }),
      { numRuns: 300 },
    );
  });
});

test.each<[string, Dialect, string]>([
  ["String {'919812345577'}", 'javascript', '919812345577'],
  ["UUID('4b1c')", 'python', '4b1c'],
  ["Decimal('919812345577')", 'python', '919812345577'],
  ["'''919812345577'''", 'python', '919812345577'],
  ["r'a\\d'", 'python', 'a\\d'],
  ['Mobile@1a2b "919812345577"', 'java', '919812345577'],
  ['interface {}(string) "EXT-1"', 'go', 'EXT-1'],
  ['*"EXT-1"', 'go', 'EXT-1'],
  ['`EXT\\1`', 'go', 'EXT\\1'],
  ['Some("EXT-1")', 'native', 'EXT-1'],
  ['u8"EXT-1"', 'native', 'EXT-1'],
  ['""', 'python', ''],
  ["'it\\'s'", 'javascript', "it's"],
])('%s is a text', (shown, dialect, text) => {
  expect(readShownValue(shown, dialect)).toEqual({ kind: 'text', text, isCut: false });
});

test('what a debugger says is a string needs no quotes', () => {
  expect(readShownValue('919812345577', 'python', 'str')).toEqual({
    kind: 'text',
    text: '919812345577',
    isCut: false,
  });
  expect(readShownValue('None', 'python', 'str')).toEqual({ kind: 'nothing' });
});

test.each<[string, Dialect, string]>([
  ["'9198…'", 'javascript', '9198'],
  ['"9198..."', 'java', '9198'],
  ['"9198"...', 'native', '9198'],
  ['"9198...+12 more"', 'go', '9198'],
  ['"9198', 'csharp', '9198'],
])('%s shows only the beginning', (shown, dialect, text) => {
  expect(readShownValue(shown, dialect)).toEqual({ kind: 'text', text, isCut: true });
});

test.each<[string, string]>([
  ['919812345577', '919812345577'],
  ['919812345577n', '919812345577'],
  ['919812345577L', '919812345577'],
  ['919_812_345_577', '919812345577'],
  ['919812345577.0', '919812345577'],
  ['9.19812345577E11', '919812345577'],
  ['np.int64(919812345577)', '919812345577'],
  ['9007199254740993', '9007199254740993'],
  ['-1', '-1'],
])('%s is a number, with each of its digits', (shown, text) => {
  expect(readShownValue(shown, 'native')).toEqual({ kind: 'number', text });
});

test('every whole number is read, however it ends', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.constantFrom('', 'n', 'L', 'l', 'UL', 'u64'), (value, end) => {
      expect(readShownValue(`${value}${end}`, 'native')).toEqual({
        kind: 'number',
        text: String(value),
      });
    }),
  );
});

test.each(['null', 'None', 'nil', '<nil>', 'undefined', '0x0', '0x0000000000000000'])(
  '%s is nothing',
  (shown) => expect(readShownValue(shown, 'native')).toEqual({ kind: 'nothing' }),
);

test.each([
  '<optimized out>',
  '<value optimized out>',
  '<variable not available>',
  'Cannot obtain value of the local variable or argument because it is not available at this instruction pointer, possibly because it has been optimized away.',
  '(unreadable could not read memory)',
  "error: Couldn't materialize: variable is not available",
])('%s says that the program has the value no more', (shown) => {
  expect(readShownValue(shown, 'native')).toEqual({ kind: 'unavailable' });
});

test.each([
  '{mobile: "not available"}',
  '(3) [1, 2, 3]',
  "{'mobile': '919812345577'}",
  "'a' + 'b'",
  'true',
  '1.5',
  'ƒ () { return "unavailable" }',
  '',
  "97 'a'",
  'Some(None)',
])('%s is something else', (shown) => {
  expect(readShownValue(shown, 'javascript')).toEqual({ kind: 'other' });
});

test('nothing that a debugger may write makes it fail, or takes long', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('"', "'", '\\', '(', ')', '{', '…', '.', 'x', '0', '@', ' ', 'S'),
      }),
      fc.constantFrom<Dialect>('javascript', 'python', 'java', 'csharp', 'go', 'native'),
      (shown, dialect) => {
        expect(readShownValue(shown, dialect).kind).toBeTypeOf('string');
      },
    ),
  );
  const long = `"${'\\x41'.repeat(500_000)}"`;
  expect(readShownValue(long, 'go')).toMatchObject({ kind: 'text', isCut: false });
});

test.each<[string, Dialect]>([
  ['pwa-node', 'javascript'],
  ['node', 'javascript'],
  ['chrome', 'javascript'],
  ['debugpy', 'python'],
  ['python', 'python'],
  ['java', 'java'],
  ['coreclr', 'csharp'],
  ['go', 'go'],
  ['cppdbg', 'native'],
  ['lldb', 'native'],
])('%s writes values as %s does', (type, dialect) => expect(dialectOf(type)).toBe(dialect));
