import type { KeptText } from './keptText';
import type { Matcher } from './matching';

export interface Match {
  readonly from: number;
  readonly to: number;
}

/**
 * A search in a text that may be 50 MB long and still growing. Only the number of matches of each
 * chunk of lines is kept; which ones they are is found again when needed. Work is done in steps, so
 * that the caller decides how long the page stands still.
 */
export interface Search {
  /** Matches counted so far. */
  readonly total: number;
  readonly counted: boolean;
  /** Counts on until `enough` says so; asked after each chunk. */
  count(enough: () => boolean): void;
  /** The text became longer: what was counted stays. */
  grown(): void;
  /** The first match that begins at or after an offset, or the last that begins before it. */
  find(offset: number, direction: 'after' | 'before'): Finding;
  /** 1 for the first match; undefined as long as those before it are not counted. */
  numberOf(match: Match): number | undefined;
}

/** A search for one match under way. */
interface Finding {
  /** @returns 'more' when `enough` said so before an answer was there */
  step(enough: () => boolean): Match | 'none' | 'more';
}

const chunkLength = 64 * 1024;

export function createSearch(text: KeptText, matcher: Matcher): Search {
  const starts: number[] = [0];
  const counts: number[] = [];
  let total = 0;

  /** Where the chunk ends, with the line feed of its last line. */
  function chunkEnd(chunk: number): number {
    const from = starts[chunk] ?? text.length;
    const known = starts[chunk + 1];
    if (known !== undefined) return known;
    return Math.min(text.lineEnd(Math.min(from + chunkLength, text.length)) + 1, text.length);
  }

  function linesOf(chunk: number): string {
    return text.slice(starts[chunk] ?? text.length, chunkEnd(chunk));
  }

  function isLast(chunk: number): boolean {
    return chunkEnd(chunk) >= text.length;
  }

  /** Makes the beginning of the chunk behind this one known. */
  function next(chunk: number): number {
    starts[chunk + 1] ??= chunkEnd(chunk);
    return chunk + 1;
  }

  function chunkAt(offset: number): number {
    let last = starts.length - 1;
    while ((starts[last] ?? 0) <= offset && chunkEnd(last) <= offset && !isLast(last)) {
      last = next(last);
    }
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function isCounted(): boolean {
    return counts.length > 0 && isLast(counts.length - 1);
  }

  function countChunk(chunk: number): void {
    let found = 0;
    matcher(linesOf(chunk), () => {
      found++;
      return true;
    });
    counts[chunk] = found;
    total += found;
  }

  function firstAfter(chunk: number, offset: number): Match | undefined {
    const start = starts[chunk] ?? 0;
    let match: Match | undefined;
    matcher(linesOf(chunk), (from, to) => {
      if (start + from >= offset) match = { from: start + from, to: start + to };
      return match === undefined;
    });
    return match;
  }

  function lastBefore(chunk: number, offset: number): Match | undefined {
    const start = starts[chunk] ?? 0;
    let match: Match | undefined;
    matcher(linesOf(chunk), (from, to) => {
      if (start + from >= offset) return false;
      match = { from: start + from, to: start + to };
      return true;
    });
    return match;
  }

  function find(offset: number, direction: 'after' | 'before'): Finding {
    let chunk: number | undefined;
    return {
      step(enough) {
        chunk ??= chunkAt(offset);
        for (;;) {
          const match =
            counts[chunk] === 0
              ? undefined
              : direction === 'after'
                ? firstAfter(chunk, offset)
                : lastBefore(chunk, offset);
          if (match !== undefined) return match;
          if (direction === 'after' ? isLast(chunk) : chunk === 0) return 'none';
          chunk = direction === 'after' ? next(chunk) : chunk - 1;
          if (enough()) return 'more';
        }
      },
    };
  }

  return {
    get total() {
      return total;
    },
    get counted() {
      return isCounted();
    },
    count(enough) {
      while (!isCounted()) {
        const chunk = counts.length;
        if (chunk > 0) next(chunk - 1);
        countChunk(chunk);
        if (enough()) return;
      }
    },
    grown() {
      // the line that the text ended with may go on
      total -= counts.pop() ?? 0;
    },
    find,
    numberOf(match) {
      const chunk = chunkAt(match.from);
      if (chunk > counts.length) return undefined;
      let before = 0;
      for (let at = 0; at < chunk; at++) before += counts[at] ?? 0;
      const start = starts[chunk] ?? 0;
      let inChunk = 0;
      matcher(linesOf(chunk), (from) => {
        inChunk++;
        return start + from < match.from;
      });
      return before + inChunk;
    },
  };
}
