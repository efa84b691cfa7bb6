import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeptText, type KeptText } from '../../../webview/json/keptText';

/** Letters of one, two, three and four bytes, and line feeds. */
const letters = ['a', 'é', 'ᐃ', '👪', '\n'];

/** The same text for the same numbers, longer than some blocks. */
function written(length: number, seed: number): string {
  let text = '';
  for (let at = 0; at < length; at++) text += letters[(at * 7 + seed * 3 + (at >> 4)) % 5] ?? '';
  return text;
}

function kept(pieces: readonly string[]): KeptText {
  const text = createKeptText();
  for (const piece of pieces) text.append(piece);
  return text;
}

describe('text that is kept', () => {
  it('is what was appended, however long the pieces and the characters are', () => {
    const lengths = fc.array(fc.nat({ max: 9_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(lengths, fc.nat(), fc.nat(), (pieceLengths, one, other) => {
        const pieces = pieceLengths.map(written);
        const whole = pieces.join('');
        const text = kept(pieces);
        expect(text.length).toBe(whole.length);
        expect(text.slice(0, whole.length)).toBe(whole);
        const [from, to] = [one % (whole.length + 1), other % (whole.length + 1)];
        expect(text.slice(from, to)).toBe(from < to ? whole.slice(from, to) : '');
        expect(text.codeAt(from)).toBe(whole.charCodeAt(from));
        const feed = whole.indexOf('\n', from);
        expect(text.lineEnd(from)).toBe(feed === -1 ? whole.length : feed);
      }),
      { numRuns: 200 },
    );
  });

  it('goes over the ends of its stores', () => {
    const pieces = [1_000, 400_000, 3, 700_000, 200_000].map(written);
    const whole = pieces.join('');
    const text = kept(pieces);
    expect(text.slice(0, whole.length) === whole).toBe(true);
    for (let at = 0; at < whole.length; at += 99_991) {
      expect(text.codeAt(at)).toBe(whole.charCodeAt(at));
      expect(text.slice(at, at + 5_000)).toBe(whole.slice(at, at + 5_000));
    }
  });
});
