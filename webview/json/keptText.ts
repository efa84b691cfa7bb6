/**
 * Text that grows at its end and is kept in the pieces it came in, so that 50 MB are never copied
 * into one string. Offsets and lengths are UTF-16 units, as everywhere in the page.
 */
export interface KeptText {
  readonly length: number;
  append(piece: string): void;
  /** The UTF-16 unit at an offset; NaN outside the text. */
  codeAt(offset: number): number;
  slice(from: number, to: number): string;
  /** Offset of the first line feed at or after `from`; the length of the text when there is none. */
  lineEnd(from: number): number;
}

export function createKeptText(): KeptText {
  const pieces: string[] = [];
  const starts: number[] = [];
  let length = 0;
  // the piece looked at last: most walks go from one character to the next
  let current = '';
  let currentStart = 0;

  function pieceAt(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function codeAt(offset: number): number {
    const inPiece = offset - currentStart;
    if (inPiece >= 0 && inPiece < current.length) return current.charCodeAt(inPiece);
    if (offset < 0 || offset >= length) return NaN;
    const at = pieceAt(offset);
    current = pieces[at] ?? '';
    currentStart = starts[at] ?? 0;
    return current.charCodeAt(offset - currentStart);
  }

  function slice(from: number, to: number): string {
    const end = Math.min(to, length);
    let taken = '';
    for (let at = pieceAt(from); at < pieces.length; at++) {
      const start = starts[at] ?? 0;
      if (start >= end) break;
      taken += (pieces[at] ?? '').slice(Math.max(0, from - start), end - start);
    }
    return taken;
  }

  function lineEnd(from: number): number {
    for (let at = pieceAt(from); at < pieces.length; at++) {
      const start = starts[at] ?? 0;
      const found = (pieces[at] ?? '').indexOf('\n', Math.max(0, from - start));
      if (found !== -1) return start + found;
    }
    return length;
  }

  return {
    get length() {
      return length;
    },
    append(piece) {
      if (piece === '') return;
      pieces.push(piece);
      starts.push(length);
      length += piece.length;
    },
    codeAt,
    slice,
    lineEnd,
  };
}
