import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  joinPointer,
  placeOf,
  placesOf,
  pointerSegments,
  valueAt,
} from '../../../webview/json/pointers';
import { anyCuts, anyJson, answerOf, cut, jsonLikeText, writeJson } from './writtenJson';

describe('JSON Pointers of positions', () => {
  it('lead from every value to its place and back', () => {
    fc.assert(
      fc.property(anyJson, anyCuts, (value, cuts) => {
        const { text, values } = writeJson(value);
        const answer = answerOf(...cut(text, cuts));
        for (const { pointer, start, valueStart, valueEnd } of values) {
          expect(placeOf(answer, pointer)).toMatchObject({ start, valueStart, valueEnd });
          expect(valueAt(answer, start)).toEqual({ pointer, start });
          expect(valueAt(answer, valueStart)).toEqual({ pointer, start });
          expect(valueAt(answer, valueEnd - 1)).toEqual({ pointer, start });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are all found in one walk', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const { text, values } = writeJson(value);
        const pointers = values.map(({ pointer }) => pointer);
        const places = placesOf(answerOf(text), [...pointers, '/not/there', 'no pointer']);
        expect(places.size).toBe(pointers.length);
        for (const { pointer, start } of values) expect(places.get(pointer)?.start).toBe(start);
      }),
    );
  });

  it('mean what a reader points at', () => {
    const text = '{\n  "a": 1,\n  "b": [\n    true,\n    {}\n  ],\n  "c/d": "x  y"\n}';
    const answer = answerOf(text);
    const pointed = (mark: string, behind = 0): string | undefined =>
      valueAt(answer, text.indexOf(mark) + behind)?.pointer;
    expect(pointed('{')).toBe('');
    expect(pointed('  "a"')).toBe('/a');
    expect(pointed(': 1')).toBe('/a');
    expect(pointed(',\n')).toBe('/a');
    expect(pointed(',\n', 1)).toBe('/a');
    expect(pointed('[\n')).toBe('/b');
    expect(pointed('[\n', 1)).toBe('/b');
    expect(pointed('    true')).toBe('/b/0');
    expect(pointed('{}', 1)).toBe('/b/1');
    expect(pointed('  ]')).toBe('/b');
    expect(pointed('],', 2)).toBe('/b');
    expect(pointed('  y')).toBe('/c~1d');
    expect(valueAt(answer, text.length)?.pointer).toBe('');
  });

  it('are none where there is no JSON', () => {
    expect(valueAt(answerOf(), 0)).toBeUndefined();
    expect(valueAt(answerOf('  \n '), 1)).toBeUndefined();
    expect(valueAt(answerOf('<html>{"a": 1}'), 8)).toBeUndefined();
    expect(placeOf(answerOf('<html>'), '')).toBeUndefined();
  });

  it('are found in a text that has not come whole, and never hang on one that is broken', () => {
    expect(valueAt(answerOf('{"a": [1, {"b": 2'), 16)?.pointer).toBe('/a/1/b');
    expect(placeOf(answerOf('{"a": [1, {"b": 2'), '/a/1/b')?.valueStart).toBe(16);
    fc.assert(
      fc.property(jsonLikeText, fc.nat(), (text, at) => {
        const answer = answerOf(text);
        const found = valueAt(answer, at % (text.length + 1));
        if (found) placeOf(answer, found.pointer);
      }),
      { numRuns: 500 },
    );
  });

  it('of very deep JSON are computed without running out of stack', () => {
    const depth = 20_000;
    const answer = answerOf('['.repeat(depth), ']'.repeat(depth));
    const deepest = valueAt(answer, depth - 1)?.pointer;
    expect(deepest).toBe('/0'.repeat(depth - 1));
    expect(placeOf(answer, deepest ?? '')?.start).toBe(depth - 1);
  });

  it('are split and joined without loss', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (segments) => {
        expect(pointerSegments(joinPointer(segments))).toEqual(segments);
      }),
    );
  });
});
