import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contractReport } from '../../../src/api/contract';
import { isJsonObject, parseExactly } from '../../../src/api/exactJson';
import { mayRepeatKeys, repeatedKeySteps } from '../../../src/api/repeatedKeys';
import { rawValue, whiteSpace } from './rawJson';
import { readPage } from './readPage';

function repeated(text: string): readonly string[] {
  const found: string[] = [];
  Array.from(repeatedKeySteps(text, (pointer) => found.push(pointer)));
  return found;
}

test('a key that an object has twice is found, also where one of them is written with escapes', () => {
  expect(repeated('{"a":1,"b":{"a":2},"a":3}')).toEqual(['/a']);
  expect(repeated('[{"x":[{"id":1,"\\u0069d":2}]}, {"x": 1}]')).toEqual(['/0/x/0/id']);
  expect(repeated('{"a/b":[], "~" : true, "a\\/b" : null, "~":"a"}')).toEqual(['/a~1b', '/~0']);
});

test('each further one is found', () => {
  expect(repeated('{"a":1,"a":2,"a":3}')).toEqual(['/a', '/a']);
});

test('text, numbers and keys of other objects are no repetition', () => {
  expect(repeated('{"a":"a","b":["a","a",{"a":"{\\"a\\":1,\\"a\\":2}"}],"c":-1.5e+3}')).toEqual([]);
  expect(repeated(' "a" ')).toEqual([]);
});

test('printed JSON of any shape has none, and one more copy of a member is found at its place', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), fc.jsonValue(), (before, key, inside) => {
      const [value, name] = [JSON.stringify(inside), JSON.stringify(key)];
      const once = `[${JSON.stringify(before)},{${name}:${value}}]`;
      const twice = `[${JSON.stringify(before)},{${name}:${value},${name}:${value}}]`;
      expect(repeated(once)).toEqual([]);
      const pointer = `/1/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      expect(repeated(twice)).toEqual([pointer]);
    }),
  );
});

test('where keys are counted as often as they were read, none is repeated', () => {
  fc.assert(
    fc.property(rawValue, whiteSpace, (value, space) => {
      const text = `{"a"${space}:${value}}`;
      const body = parseExactly(text);
      if (!isJsonObject(body)) throw new Error(`Not read: ${text}`);
      if (!mayRepeatKeys({ text, body })) expect(repeated(text)).toEqual([]);
    }),
  );
  const text = '{"a" :1, "b"\n: {"c": "2026-05-24T02:40:24Z"}, "d":[{"e":"1:2"}]}';
  expect(mayRepeatKeys({ text, body: JSON.parse(text) as Record<string, never> })).toBe(false);
});

test('is listed as a departure from the contract, with its place', () => {
  const text =
    '{"success":true,"entity":{"count":1,"customers":[{"userId":1,"userId":2,"profiles":[]}]}}';
  const found = contractReport(readPage(text)).departures.find(
    ({ kind }) => kind === 'repeatedKey',
  );
  expect(found).toMatchObject({
    path: '/entity/customers/*/userId',
    places: [{ pointer: '/entity/customers/0/userId' }],
  });
});
