import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containersAtLevel, containersOfKey, keyOf } from '../../../webview/json/foldMany';
import { spansLines } from '../../../webview/json/foldRanges';
import { pointerOfContainer, pointerSegments } from '../../../webview/json/pointers';
import { anyJson, answerOf } from './writtenJson';

const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);

describe('folding many', () => {
  it('finds all that is so many levels deep', () => {
    fc.assert(
      fc.property(anyJson, fc.integer({ min: 1, max: 5 }), (value, level) => {
        const answer = answerOf(pretty(value));
        const all = Array.from({ length: answer.structure.count }, (_, at) => at);
        const expected = all.filter(
          (at) =>
            spansLines(answer, at) &&
            pointerSegments(pointerOfContainer(answer, at)).length === level,
        );
        expect(containersAtLevel(answer, level)).toEqual(expected);
      }),
    );
  });

  it('finds every value of a key, and none that only looks like it', () => {
    const value = {
      fields: { a: 1 },
      rows: [{ fields: { fields: { a: 1 } } }, { 'more "fields': [1] }, { fields: [] }],
      text: '"fields": {',
    };
    const answer = answerOf(pretty(value));
    const pointers = (key: string) =>
      containersOfKey(answer, key).map((container) => pointerOfContainer(answer, container));
    // what is in one of them is folded with it
    expect(pointers('"fields"')).toEqual(['/fields', '/rows/0/fields']);
    expect(pointers('"more \\"fields"')).toEqual(['/rows/1/more "fields']);
    expect(pointers('fields"')).toEqual([]);
  });

  it('knows the key of a value as it is written', () => {
    const answer = answerOf(pretty({ 'a "b': [{ c: {} }] }));
    const keys = Array.from({ length: answer.structure.count }, (_, at) => keyOf(answer, at));
    expect(keys).toEqual([undefined, '"a \\"b"', undefined, '"c"']);
  });
});
