import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeptText } from '../../../webview/json/keptText';
import { editorLines } from '../../../webview/json/lines';

const anyLine = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', '  },', '"name": "田中 😀"') },
  { weight: 1, arbitrary: fc.string({ maxLength: 3_000 }) },
);
const anyPieces = fc.array(
  fc.array(anyLine, { maxLength: 120 }).map((lines) => lines.join('\n').replaceAll('\r', '')),
  { minLength: 1, maxLength: 4 },
);

describe('lines of the editor', () => {
  it('are those of the text, made when they are looked at', () => {
    fc.assert(
      fc.property(anyPieces, fc.infiniteStream(fc.nat()), (pieces, places) => {
        const kept = createKeptText();
        let state = EditorState.create({});
        for (const piece of pieces) {
          const from = kept.length;
          kept.append(piece);
          const insert = editorLines(kept, from, piece);
          state = state.update({ changes: { from, insert } }).state;
        }
        const { doc } = state;
        const whole = pieces.join('');
        const lines = whole.split('\n');
        expect(doc.length).toBe(whole.length);
        expect(doc.lines).toBe(lines.length);
        expect(doc.toJSON()).toEqual(lines);
        for (let round = 0; round < 20; round++) {
          const [from = 0, to = 0] = [places.next().value, places.next().value]
            .map((place: number) => place % (whole.length + 1))
            .sort((a, b) => a - b);
          expect(doc.sliceString(from, to)).toBe(whole.slice(from, to));
          const line = doc.lineAt(from);
          expect(line.text).toBe(lines[line.number - 1]);
          expect(whole.slice(line.from, line.to)).toBe(line.text);
        }
        const read: string[] = [];
        for (const text of doc.iterLines()) read.push(text);
        expect(read).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });

  it('are no strings as long as nobody reads them', () => {
    const kept = createKeptText();
    const text = '{\n'.repeat(100_000);
    kept.append(text);
    let read = 0;
    const counting = {
      ...kept,
      length: kept.length,
      slice: (from: number, to: number) => {
        read += to - from;
        return kept.slice(from, to);
      },
    };
    const doc = editorLines(counting, 0, text);
    expect(doc.lines).toBe(100_001);
    expect(read).toBe(0);
    expect(doc.line(50_000).text).toBe('{');
    expect(read).toBeLessThan(100);
  });
});
