import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unclosed } from '../../../webview/json/structureIndex';
import { anyCuts, anyJson, answerOf, cut, jsonLikeText, writeJson } from './writtenJson';

describe('index of objects and arrays', () => {
  it('finds every bracket pair, parent, position and size, however the text is cut', () => {
    fc.assert(
      fc.property(anyJson, anyCuts, (value, cuts) => {
        const { text, values } = writeJson(value);
        const { structure } = answerOf(...cut(text, cuts));
        const containers = values.filter(({ size }) => size !== undefined);
        const numbers = new Map(containers.map(({ pointer }, number) => [pointer, number]));

        expect(structure.count).toBe(containers.length);
        containers.forEach((written, number) => {
          expect({
            open: structure.openOf(number),
            close: structure.closeOf(number),
            size: structure.sizeOf(number),
            ordinal: structure.ordinalOf(number),
            parent: structure.parentOf(number),
          }).toEqual({
            open: written.valueStart,
            close: written.valueEnd - 1,
            size: written.size,
            ordinal: written.ordinal,
            parent: written.parent === undefined ? undefined : numbers.get(written.parent),
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('tells the innermost container around every offset', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const { text, values } = writeJson(value);
        const { structure } = answerOf(text);
        const containers = values.filter(({ size }) => size !== undefined);
        for (let offset = 0; offset < text.length; offset++) {
          const around = containers.findLastIndex(
            ({ valueStart, valueEnd }) => valueStart <= offset && offset < valueEnd,
          );
          expect(structure.around(offset)).toBe(around === -1 ? undefined : around);
        }
      }),
    );
  });

  it('leaves a container open until its bracket comes', () => {
    const answer = answerOf('{"a": [1, {"b": "}', ']"');
    expect(answer.structure.closeOf(0)).toBe(unclosed);
    expect(answer.structure.closeOf(1)).toBe(unclosed);
    answer.append('}]}');
    expect([0, 1, 2].map((each) => answer.structure.closeOf(each))).toEqual([22, 21, 20]);
  });

  it('survives text that is not JSON', () => {
    fc.assert(
      fc.property(jsonLikeText, anyCuts, (text, cuts) => {
        const whole = answerOf(text).structure;
        const pieces = answerOf(...cut(text, cuts)).structure;
        expect(pieces.count).toBe(whole.count);
        for (let at = 0; at < whole.count; at++) expect(pieces.closeOf(at)).toBe(whole.closeOf(at));
      }),
    );
  });

  it('grows past its first room', () => {
    const text = `[${'[],'.repeat(5_000)}{}]`;
    const { structure } = answerOf(text);
    expect(structure.count).toBe(5_002);
    expect(structure.closeOf(0)).toBe(text.length - 1);
    expect(structure.sizeOf(0)).toBe(5_001);
    expect(structure.ordinalOf(5_001)).toBe(5_000);
  });
});
