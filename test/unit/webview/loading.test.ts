import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoading } from '../../../webview/json/loading';
import { createPieceQueue } from '../../../webview/json/pieceQueue';
import type { Turns } from '../../../webview/json/turns';

/** Turns that are taken by hand. */
function handTurns(): Turns & { takeAll(): void } {
  const waiting: (() => void)[] = [];
  const add = (run: () => void): void => {
    waiting.push(run);
  };
  return {
    next: add,
    afterPaint: add,
    dispose: () => (waiting.length = 0),
    takeAll() {
      for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) run();
    },
  };
}

describe('loading', () => {
  it('shows the beginning at once and everything in the end, in order', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 700_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(lengths, fc.nat({ max: 8 }), (pieceLengths, pauseAfter) => {
        const turns = handTurns();
        const pieces = pieceLengths.map((length, at) =>
          String.fromCharCode(97 + at).repeat(length),
        );
        let shown = '';
        let finished = 0;
        const loading = createLoading(turns, {
          show: (portion) => (shown += portion),
          finished: () => finished++,
        });
        pieces.forEach((piece, at) => {
          loading.add(piece);
          expect(shown.length > 0).toBe(pieces.slice(0, at + 1).join('').length > 0);
          expect(shown + loading.waiting()).toBe(pieces.slice(0, at + 1).join(''));
          if (at === pauseAfter) turns.takeAll();
        });
        expect(finished).toBe(0);
        loading.end();
        turns.takeAll();
        expect(shown).toBe(pieces.join(''));
        expect(finished).toBe(1);
      }),
      { numRuns: 50 },
    );
  });

  it('lets the page paint what it begins with, and waits for no other frame', () => {
    const turns = handTurns();
    const asked: string[] = [];
    const noted = (name: 'next' | 'afterPaint') => (run: () => void) => {
      asked.push(name);
      turns[name](run);
    };
    const loading = createLoading(
      { ...turns, next: noted('next'), afterPaint: noted('afterPaint') },
      { show: () => undefined, finished: () => undefined },
    );
    loading.add('a');
    loading.add('b');
    expect(asked).toEqual(['afterPaint']);
    turns.takeAll();
    loading.add('c');
    expect(asked).toEqual(['afterPaint', 'next']);
  });

  it('shows nothing more once cancelled', () => {
    const turns = handTurns();
    const portions: number[] = [];
    const loading = createLoading(turns, {
      show: (portion) => portions.push(portion.length),
      finished: () => portions.push(-1),
    });
    loading.add('x'.repeat(1_000_000));
    loading.end();
    loading.cancel();
    loading.add('y');
    turns.takeAll();
    expect(portions).toHaveLength(1);
    expect(loading.waiting()).toBe('');
  });
});

describe('queue of pieces', () => {
  it('gives out what went in, in portions that part no surrogate pair', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '😀', 'é') })),
        fc.integer({ min: 1, max: 5 }),
        (pieces, portionLength) => {
          const queue = createPieceQueue();
          for (const piece of pieces) queue.add(piece);
          let taken = '';
          while (queue.length > 0) {
            const portion = queue.take(portionLength);
            expect(portion.length).toBeGreaterThan(0);
            expect(portion.length).toBeLessThanOrEqual(portionLength + 1);
            // an unpaired surrogate would be an escape here
            expect(encodeURIComponent.bind(undefined, portion)).not.toThrow();
            taken += portion;
            expect(taken + queue.peek()).toBe(pieces.join(''));
          }
          expect(taken).toBe(pieces.join(''));
        },
      ),
    );
  });
});
