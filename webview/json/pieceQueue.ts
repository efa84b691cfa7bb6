/** Text waiting to be shown: goes in as it comes, comes out in portions, in order, nothing lost. */
export interface PieceQueue {
  /** Characters that wait. */
  readonly length: number;
  add(piece: string): void;
  /** The next `atMost` characters, or one more where that would part a surrogate pair. */
  take(atMost: number): string;
  /** All that waits, without taking it. */
  peek(): string;
}

export function createPieceQueue(): PieceQueue {
  let pieces: string[] = [];
  /** How much of the first piece is taken already. */
  let taken = 0;
  let length = 0;

  return {
    get length() {
      return length;
    },
    add(piece) {
      if (piece === '') return;
      pieces.push(piece);
      length += piece.length;
    },
    take(atMost) {
      let portion = '';
      let used = 0;
      for (const piece of pieces) {
        const room = atMost - portion.length;
        let end = taken + room;
        if (end < piece.length && isHighSurrogate(piece.charCodeAt(end - 1))) end++;
        portion += piece.slice(taken, end);
        if (end < piece.length) {
          taken = end;
          break;
        }
        taken = 0;
        used++;
        if (portion.length >= atMost) break;
      }
      if (used > 0) pieces = pieces.slice(used);
      length -= portion.length;
      return portion;
    },
    peek: () => pieces.join('').slice(taken),
  };
}

/** Whether a UTF-16 unit is the first half of a pair. */
export function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
