import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchored, located, type JsonViewState } from '../../../webview/json/viewState';
import { anyJson, answerOf, writeJson } from './writtenJson';

function stateAt(
  position: ReturnType<typeof anchored>,
  folds: JsonViewState['folds'] = [],
): JsonViewState {
  const search = { text: '', caseSensitive: false, regularExpression: false, open: false };
  return {
    anchor: position,
    head: position,
    top: { ...position, above: 0 },
    left: 0,
    folds,
    search,
  };
}

describe('what a reader did to the view', () => {
  it('is found again at the same place in the same answer', () => {
    fc.assert(
      fc.property(anyJson, fc.nat(), (value, at) => {
        const { text } = writeJson(value);
        const answer = answerOf(text);
        const position = at % (text.length + 1);
        expect(located(answer, stateAt(anchored(answer, position))).head).toBe(position);
      }),
      { numRuns: 300 },
    );
  });

  it('is found at the same value in an answer that says something else before it', () => {
    const before = answerOf(writeJson({ count: 1, rows: [{ name: 'A', more: [1] }] }).text);
    const after = writeJson({
      count: 1_000_000,
      note: 'new',
      rows: [{ name: 'B', more: [1, 2] }],
    }).text;
    const position = anchored(before, before.text.slice(0, 999).indexOf('"name"') + 2);
    const folds = [
      { pointer: '/rows/0/more', deep: false },
      { pointer: '/rows/7', deep: true },
    ];
    const found = located(answerOf(after), stateAt(position, folds));
    expect(found.head).toBe(after.indexOf('"name"') + 2);
    expect(found.folds).toEqual([{ container: 3, deep: false }]);
  });

  it('falls back to what was around a value that is gone', () => {
    const gone = { pointer: '/rows/5/name', delta: 3 };
    const text = writeJson({ rows: [1] }).text;
    expect(located(answerOf(text), stateAt(gone)).head).toBe(text.indexOf('"rows"'));
    expect(located(answerOf(), stateAt(gone)).head).toBe(0);
  });
});
