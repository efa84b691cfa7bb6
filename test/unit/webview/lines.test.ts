import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  containerOpenedOn,
  foldSummary,
  foldableChildren,
  spansLines,
} from '../../../webview/json/foldRanges';
import { createKeptText } from '../../../webview/json/keptText';
import { lineTokens } from '../../../webview/json/lineTokens';
import { anyCuts, anyJson, answerOf, cut, writeJson } from './writtenJson';

describe('kept text', () => {
  it('reads like the whole text, however it was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '😀') }), anyCuts, (text, cuts) => {
        const kept = createKeptText();
        // nobody cuts a pair in two: such cuts are left out
        const pieces = cut(text, cuts)
          .join('|')
          .replaceAll(/([\ud800-\udbff])\|+/g, '$1')
          .split('|');
        for (const piece of pieces) kept.append(piece);
        expect(kept.length).toBe(text.length);
        for (let at = -1; at <= text.length; at++) {
          expect(kept.codeAt(at)).toBe(text.charCodeAt(at));
          if (at < 0) continue;
          const feed = text.indexOf('\n', at);
          expect(kept.lineEnd(at)).toBe(feed === -1 ? text.length : feed);
          expect(kept.slice(at, at + 3)).toBe(text.slice(at, at + 3));
        }
      }),
    );
  });
});

describe('tokens of a line', () => {
  function tokens(line: string): string[] {
    const found: string[] = [];
    lineTokens(line, line.length, (kind, from, to) =>
      found.push(`${kind} ${line.slice(from, to)}`),
    );
    return found;
  }

  it('are keys, strings, numbers, words, brackets and separators', () => {
    expect(tokens('  "a\\"b\\\\": [-1.5e+7, true, null, "x: y", {')).toEqual([
      'key "a\\"b\\\\"',
      'separator :',
      'bracket [',
      'number -1.5e+7',
      'separator ,',
      'boolean true',
      'separator ,',
      'null null',
      'separator ,',
      'string "x: y"',
      'separator ,',
      'bracket {',
    ]);
  });

  it('are found as far as a broken line has any', () => {
    expect(tokens('oops "never closed')).toEqual(['string "never closed']);
    expect(tokens('<b>')).toEqual([]);
  });

  it('stop where the visible part ends', () => {
    const found: string[] = [];
    lineTokens('[1,2,3]', 3, (kind) => found.push(kind));
    expect(found).toEqual(['bracket', 'number', 'separator']);
  });
});

describe('folds', () => {
  it('are offered on exactly the lines that open a container', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const { text, values } = writeJson(value);
        const answer = answerOf(text);
        const opened = new Map(
          values
            .filter(({ size }) => size)
            .map(({ valueStart }) => [text.indexOf('\n', valueStart), valueStart]),
        );
        let from = 0;
        for (const line of text.split('\n')) {
          const to = from + line.length;
          const container = containerOpenedOn(answer, from, to);
          expect(container === undefined ? undefined : answer.structure.openOf(container)).toBe(
            opened.get(to),
          );
          from = to + 1;
        }
      }),
    );
  });

  it('of the children of a container are those that span lines', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const { text, values } = writeJson(value);
        const answer = answerOf(text);
        const containers = values.filter(({ size }) => size !== undefined);
        containers.forEach(({ pointer, size }, number) => {
          expect(spansLines(answer, number)).toBe(size !== 0);
          expect(foldableChildren(answer, number).map((each) => containers[each]?.pointer)).toEqual(
            containers
              .filter((each) => each.parent === pointer && each.size)
              .map((each) => each.pointer),
          );
        });
      }),
    );
  });

  it('say what they hide', () => {
    const { text } = writeJson({ id: 7, name: 'Asha', tags: ['x'], list: [1, 2], long: 'y' });
    const answer = answerOf(text);
    const words = {
      oneItem: '1 item',
      items: '{count} items',
      oneField: '1 field',
      fields: '{count} fields',
    };
    expect(foldSummary(answer, 0, words)).toBe('"id": 7, "name": "Asha" … 5 fields');
    expect(foldSummary(answer, 1, words)).toBe('1 item');
    expect(foldSummary(answer, 2, words)).toBe('2 items');
    expect(foldSummary(answerOf(writeJson({ a: {} }).text), 0, words)).toBe('1 field');
    const customer = { profiles: [{ firstName: 'Zo\u00eb "Z"', lastName: 'Rao' }], roleCode: 'x' };
    const printed = answerOf(JSON.stringify(customer, undefined, 2));
    expect(foldSummary(printed, 0, words)).toBe('Zoë "Z" Rao … 2 fields');
    const nameless = { profiles: [{ firstName: '', lastName: '' }], roleCode: 'x' };
    const unnamed = answerOf(JSON.stringify(nameless, undefined, 2));
    expect(foldSummary(unnamed, 0, words)).toBe('2 fields');
  });
});
