import fc from 'fast-check';

/**
 * JSON as a server may write it, token by token: numbers that JavaScript would write otherwise,
 * escapes of every kind, keys that occur twice, odd characters, any white space, also before and
 * after, and nesting.
 */

const digits = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength })
    .map((each) => each.join(''));

const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      fc.tuple(fc.integer({ min: 1, max: 9 }), digits(25)).map((parts) => parts.join('')),
      fc.constantFrom('9007199254740993', '9223372036854775807', '18446744073709551616'),
    ),
    fc.oneof(
      fc.constant(''),
      digits(20).map((text) => `.${text}`),
      fc.constant('.500'),
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(3))
          .map((parts) => parts.join('')),
      },
    ),
  )
  .map((parts) => parts.join(''));

const unicodeEscape = fc.integer({ min: 0, max: 0xffff }).chain((code) => {
  const lower = code.toString(16).padStart(4, '0');
  return fc.constantFrom(`\\u${lower}`, `\\u${lower.toUpperCase()}`);
});

/** Separators, joiners, marks, overrides, a BOM in the middle, characters of two UTF-16 units. */
const oddCharacter = fc.constantFrom(
  '\u2028',
  '\u2029',
  '\u200d',
  '\u202e',
  '\ufeff',
  '\u0301',
  '\u007f',
  '\u00a0',
  '\ufffd',
  '😀',
  '𝒳',
  'e\u0301',
  '👩‍👩‍👧',
);

const plainCharacter = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((character) => JSON.stringify(character) === `"${character}"`);

const string = fc
  .array(
    fc.oneof(
      plainCharacter,
      oddCharacter,
      fc.constantFrom('\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t'),
      unicodeEscape,
      fc.constantFrom('\\ud83d\\ude00', '\\ud83d', '\\ude00', '{', '}', '[', ']', ':', ',', ' '),
    ),
    { maxLength: 8 },
  )
  .map((parts) => `"${parts.join('')}"`);

const key = fc.oneof(
  fc.constantFrom('"a"', '"\\u0061"', '"__proto__"', '"toString"', '""', '"a/b~c"'),
  string,
);

export const whiteSpace = fc
  .array(fc.constantFrom(' ', '\t', '\n', '\r', '\r\n'), { maxLength: 3 })
  .map((parts) => parts.join(''));

/** Tokens with white space around each. */
function spaced(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(whiteSpace, ...parts.flatMap((part) => [part, whiteSpace]))
    .map((written) => written.join(''));
}

function listed(open: string, entries: fc.Arbitrary<string>, close: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(entries, { maxLength: 5 }), whiteSpace)
    .map(([written, space]) => `${open}${written.join(',') || space}${close}`);
}

/** The text of one value, without white space around it. */
export const rawValue = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(number, string, fc.constantFrom('true', 'false', 'null')),
    listed('[', spaced(tie('value')), ']'),
    listed('{', spaced(key, fc.constant(':'), tie('value')), '}'),
  ),
})).value;

/** A value in many lists, one in the other. */
const deepValue = fc
  .tuple(rawValue, fc.integer({ min: 1, max: 400 }))
  .map(([value, depth]) => '[ '.repeat(depth) + value + ' ]'.repeat(depth));

/** A whole document. */
export const rawJson = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.oneof({ weight: 9, arbitrary: spaced(rawValue) }, { weight: 1, arbitrary: deepValue }),
  )
  .map((parts) => parts.join(''));

/** The text without white space between tokens; what is inside strings stays. */
export function compact(text: string): string {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  return json.replace(/("(?:\\.|[^"\\])*")|[ \n\r\t]+/g, (_all, token?: string) => token ?? '');
}

/** What a single customer with such a value in its fields would be listed as. */
export function answerWith(value: string): string {
  return `{"entity":{"customers":[{"profiles":[{"userId":1,"fields":${value}}],"extendedFields":{"any":${value}}}],"count":1,"errors":[],"warnings":[]},"warnings":[],"errors":[],"success":true}`;
}
