import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PrettyStream, prettyPieces, prettyPrint, valueTextAt } from '../../../src/api/json';
import { compact, rawJson } from './rawJson';

/** JSON text as servers write it: any white space, any spelling of numbers and strings. */
const jsonText = fc
  .tuple(fc.json({ maxDepth: 5, stringUnit: 'grapheme' }), fc.constantFrom(0, 1, 3, '\t'))
  .map(([json, space]) => JSON.stringify(JSON.parse(json), null, space));

test('pretty-printing keeps every token and is what JSON.stringify would lay out', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const pretty = prettyPrint(text);
      expect(compact(pretty)).toBe(compact(text));
      expect(pretty).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});

test('what is printed is the text that came, token for token and byte for byte', () => {
  fc.assert(
    fc.property(rawJson, fc.integer({ min: 1, max: 64 }), (text, length) => {
      expect(() => void JSON.parse(text.replace(/^\ufeff/, ''))).not.toThrow();
      const pretty = [...prettyPieces(text, length)].join('');
      expect(Buffer.from(compact(pretty)).equals(Buffer.from(compact(text)))).toBe(true);
      expect(pretty).toBe(prettyPrint(text));
    }),
    { numRuns: 2000 },
  );
});

test('text that comes in pieces is printed as the whole, JSON or not, wherever it was cut', () => {
  const broken = fc.string({
    unit: fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      ' ',
      '\n',
      '1',
      '-',
      '.',
      'e',
      'true',
      'a',
      '<',
    ),
  });
  const damaged = fc
    .tuple(rawJson, fc.nat(), broken)
    .map(([text, at, more]) => text.slice(0, at % (text.length + 1)) + more);
  const deep = fc
    .integer({ min: 195, max: 210 })
    .map((depth) => `${'[ '.repeat(depth)}"a", 12.5e3${'] '.repeat(depth)}`);
  fc.assert(
    fc.property(
      fc.oneof(rawJson, broken, damaged, deep),
      fc.array(fc.nat(), { maxLength: 8 }),
      (whole, places) => {
        const text = whole.replaceAll('\ufeff', '');
        const cuts = places.map((place) => place % (text.length + 1)).sort((a, b) => a - b);
        const stream = new PrettyStream();
        const printed = [0, ...cuts].map((from, at) => stream.feed(text.slice(from, cuts[at])));
        expect(printed.join('') + stream.end()).toBe(prettyPrint(text));
      },
    ),
    { numRuns: 3000 },
  );
});

test('digits, escapes, duplicate keys and empty containers stay as they came', () => {
  const text =
    '{"a":10.50,"a":9007199254740993,"b":"\\u00e9\\/\\"","c":[ ],"d":{ },"e":-0,"f":1E+2}';
  expect(compact(prettyPrint(text))).toBe(compact(text));
  expect(prettyPrint(text).split('\n')).toHaveLength(9);
});

test('any text, JSON or not, loses nothing but white space', () => {
  const pieces = fc.array(
    fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '01', 'true', 'x', ' ', '\n'),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      expect(prettyPrint(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
    { numRuns: 1000 },
  );
});

test('text that stops being JSON is unchanged from there', () => {
  expect(prettyPrint('<html>\n<b>502</b>')).toBe('<html>\n<b>502</b>');
  expect(prettyPrint('{"a":1 oops, "b":[1]}')).toBe('{\n  "a": 1 oops, "b":[1]}');
  expect(prettyPrint('{"a":[1,2')).toBe('{\n  "a": [\n    1,\n    2');
  expect(prettyPrint('')).toBe('');
  expect(prettyPrint('1 2')).toBe('1 2');
});

test('the pieces are the whole', () => {
  const text = JSON.stringify(
    Array.from({ length: 500 }, (_, id) => ({ id, name: 'n'.repeat(9) })),
  );
  const pieces = [...prettyPieces(text, 1000)];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1100);
  expect(pieces.join('')).toBe(prettyPrint(text));
});

test('JSON nested a hundred thousand deep overflows nothing', () => {
  const depth = 100_000;
  const text = '['.repeat(depth) + ']'.repeat(depth);
  expect(compact(prettyPrint(text))).toBe(text);
  expect(valueTextAt(text, '/0'.repeat(1000))).toHaveLength(2 * (depth - 1000));
});

/** Every JSON Pointer of a value, with the value it points to. */
function pointers(value: unknown, pointer = ''): [string, unknown][] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          pointers(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
        )
      : [];
  return [[pointer, value], ...below];
}

test('the text of a value is that of the value that JSON.parse finds', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      for (const [pointer, value] of pointers(JSON.parse(text))) {
        const found = valueTextAt(text, pointer);
        expect(found === undefined ? undefined : JSON.parse(found)).toEqual(value);
      }
    }),
  );
});

test('the text of a value is exact, and of a key that occurs twice the last one', () => {
  const text = '{"a": 1, "b": {"x/y": [10.50, 9007199254740993]}, "a": 2, "\\u0063": true}';
  expect(valueTextAt(text, '/b/x~1y/0')).toBe('10.50');
  expect(valueTextAt(text, '/b/x~1y/1')).toBe('9007199254740993');
  expect(valueTextAt(text, '/b')).toBe('{"x/y": [10.50, 9007199254740993]}');
  expect(valueTextAt(text, '/a')).toBe('2');
  expect(valueTextAt(text, '/c')).toBe('true');
});

test.each(['/z', '/b/x~1y/2', '/b/x~1y/-', '/a/0', 'a', '/b/x~1y/00'])(
  'there is nothing at %s',
  (pointer) => {
    expect(valueTextAt('{"a": 1, "b": {"x/y": [1, 2]}}', pointer)).toBeUndefined();
  },
);
