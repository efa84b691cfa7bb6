import { createPieceQueue } from './pieceQueue';
import type { Turns } from './turns';

/** What is done with the text of one answer as it comes. */
export interface Loading {
  add(piece: string): void;
  /** No more pieces come; `finished` is called once all of them were shown. */
  end(): void;
  /** What was added and not shown yet is dropped; nothing is called any more. */
  cancel(): void;
  /** Whether the answer has begun to be shown. */
  shownAny(): boolean;
  /** What was added and not shown yet. */
  waiting(): string;
}

export interface LoadingSteps {
  /** Shows the next portion, behind what was shown before. */
  show(portion: string): void;
  finished(): void;
}

/** Shown at once: enough for most answers whole, and for the first screens of any. */
const firstPortion = 256 * 1024;
/** Holds what the host sends at a time, printed: no rest of it takes a turn of its own. */
const largestPortion = 2 * 1024 * 1024;
const smallestPortion = 256 * 1024;
/**
 * Milliseconds that showing a portion should take: short enough for whoever types meanwhile, and long
 * enough for the editor's own work on each, which is the same for a short one.
 */
const aim = 24;

/**
 * Shows the beginning of an answer at once, lets the page paint it, and shows the rest in portions
 * that grow or shrink with the time they take. Those wait for no frame: the page paints between them.
 */
export function createLoading(turns: Turns, steps: LoadingSteps): Loading {
  const queue = createPieceQueue();
  let state: 'empty' | 'idle' | 'scheduled' | 'cancelled' = 'empty';
  let ended = false;
  let isPainted = false;
  let portionLength = firstPortion;

  function finishIfDone(): void {
    if (!ended || queue.length > 0 || state === 'cancelled') return;
    state = 'cancelled';
    steps.finished();
  }

  function turn(): void {
    if (state === 'cancelled') return;
    state = 'idle';
    isPainted = true;
    showPortion();
    if (queue.length > 0) {
      state = 'scheduled';
      turns.next(turn);
    } else {
      finishIfDone();
    }
  }

  function showPortion(): void {
    const began = performance.now();
    steps.show(queue.take(portionLength));
    const took = performance.now() - began;
    if (took < aim / 2) portionLength = Math.min(portionLength * 2, largestPortion);
    else if (took > aim) portionLength = Math.max(portionLength / 2, smallestPortion);
  }

  return {
    add(piece) {
      if (piece === '' || ended || state === 'cancelled') return;
      queue.add(piece);
      if (state === 'scheduled') return;
      if (state === 'empty') {
        state = 'idle';
        showPortion();
        if (queue.length === 0) return;
      }
      state = 'scheduled';
      if (isPainted) turns.next(turn);
      else turns.afterPaint(turn);
    },
    end() {
      if (ended) return;
      ended = true;
      if (state !== 'scheduled') finishIfDone();
    },
    cancel() {
      state = 'cancelled';
    },
    shownAny: () => state !== 'empty',
    waiting: () => (state === 'cancelled' ? '' : queue.peek()),
  };
}
