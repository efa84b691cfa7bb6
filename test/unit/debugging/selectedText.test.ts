import { describe, expect, test } from 'vitest';
import { identifiersOf } from '../../../src/debugging/identifierFields';
import { selectedText } from '../../../src/debugging/selectedText';

/** `|` is the cursor; two of them are around what is selected. */
function at(marked: string) {
  const from = marked.indexOf('|');
  const to = marked.lastIndexOf('|');
  const line = marked.replaceAll('|', '');
  return selectedText({ line, from, to: from === to ? from : to - 1 });
}

describe('the word under the cursor', () => {
  test.each([
    ['const m = "9198|0000000 1";', '91980000000', 'm'],
    ['{"mobile":"|919800000001","x":1}', '919800000001', 'mobile'],
    ["email: 'tom.sawyer|@example.com',", 'tom.sawyer@example.com', 'email'],
    ['WHERE external_id = EXT-10|42.', 'EXT-1042', 'external_id'],
    ['find(+91980000|0001)', '+919800000001', 'find'],
    ['a sentence ends with 919800000001|.', '919800000001', ''],
    ['msisdn := 9198000000|01', '919800000001', 'msisdn'],
    ['customer["userId"] = "10000|00001"', '1000000001', 'userId'],
    ['names 田中|', '田中', ''],
  ])('%s', (line, text, name) => {
    expect(at(line)).toEqual({ kind: 'text', text, name });
  });

  test.each(['', '|', '   |   ', '{ | }', '"|"'])('is nothing in %j', (line) => {
    expect(at(line === '' ? '|' : line).kind).toBe('nothing');
  });
});

describe('a selection', () => {
  test.each([
    ['call |+91 98000-00001| now', '+91 98000-00001', ''],
    ['mobile=|"919800000001"|;', '919800000001', 'mobile'],
    ['<| tom@example.com |>', 'tom@example.com', ''],
  ])('%s', (line, text, name) => {
    expect(at(line)).toEqual({ kind: 'text', text, name });
  });

  test('of several lines is refused, and so is a page of text', () => {
    expect(selectedText(undefined)).toEqual({ kind: 'severalLines' });
    const line = 'x'.repeat(5000);
    expect(selectedText({ line, from: 0, to: 5000 })).toEqual({ kind: 'tooLong' });
  });
});

test('a line of megabytes takes no longer than its neighbourhood', () => {
  const line = `${'a '.repeat(1_000_000)}919800000001${' b'.repeat(1_000_000)}`;
  const from = 2_000_005;
  expect(selectedText({ line, from, to: from })).toMatchObject({ text: '919800000001' });
});

test('what it is called says how to ask', () => {
  const read = at('"parent_mobile": "+91 |98000 00001"');
  expect(read).toMatchObject({ kind: 'text' });
  const [first] = identifiersOf('+91 98000 00001', 'parent_mobile', []);
  expect(first).toEqual({ type: 'mobile', value: '919800000001' });
});
