import { offsetColumn } from './offsetColumn';

/**
 * Text that grows at its end. It is kept as UTF-8: a string takes twice as much as soon as one letter
 * in it is none of Western Europe's, and strings for its lines as much again. Where somebody reads,
 * a small block is made into a string. Offsets and lengths are UTF-16 units, as everywhere in the page.
 */
export interface KeptText {
  readonly length: number;
  /** Half of a surrogate pair at either end of a piece is not kept as it is. */
  append(piece: string): void;
  /** The UTF-16 unit at an offset; NaN outside the text. */
  codeAt(offset: number): number;
  slice(from: number, to: number): string;
  /** Offset of the first line feed at or after `from`; the length of the text when there is none. */
  lineEnd(from: number): number;
}

/** UTF-16 units that are made into a string for the sake of one. */
const blockLength = 2048;
/** What a character of four bytes begins with, at the least: the same takes two UTF-16 units. */
const fourBytes = 0xf0;

export function createKeptText(): KeptText {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const pieces: Uint8Array[] = [];
  // of each block: where it begins, in the text and in its piece, and which piece that is
  const units = offsetColumn();
  const bytes = offsetColumn();
  const pieceOf = offsetColumn();
  let length = 0;
  // the block looked at last: most walks go from one character to the next
  let current = '';
  let currentStart = 0;

  function addBlocks(piece: string): void {
    const encoded = encoder.encode(piece);
    let unit = 0;
    let nextBlock = 0;
    for (let byte = 0; byte < encoded.length; byte++) {
      const code = encoded[byte] ?? 0;
      if (isWithinCharacter(code)) continue;
      if (unit >= nextBlock) {
        units.add(length + unit);
        bytes.add(byte);
        pieceOf.add(pieces.length);
        nextBlock = unit + blockLength;
      }
      unit += code < fourBytes ? 1 : 2;
    }
    pieces.push(encoded);
  }

  function blockAt(offset: number): number {
    return Math.max(0, units.lastUpTo(offset));
  }

  /** The text from one block on, up to another or to the end of their piece, whichever comes first. */
  function decoded(from: number, to: number): string {
    const piece = pieceOf.at(from);
    const end = to < pieceOf.count && pieceOf.at(to) === piece ? bytes.at(to) : undefined;
    return decoder.decode(pieces[piece]?.subarray(bytes.at(from), end));
  }

  function look(offset: number): void {
    const block = blockAt(offset);
    current = decoded(block, block + 1);
    currentStart = units.at(block);
  }

  function codeAt(offset: number): number {
    const inBlock = offset - currentStart;
    if (inBlock >= 0 && inBlock < current.length) return current.charCodeAt(inBlock);
    if (offset < 0 || offset >= length) return NaN;
    look(offset);
    return current.charCodeAt(offset - currentStart);
  }

  function slice(from: number, to: number): string {
    const end = Math.min(to, length);
    if (from >= end) return '';
    if (from >= currentStart && end <= currentStart + current.length)
      return current.slice(from - currentStart, end - currentStart);
    const last = blockAt(end - 1);
    let taken = '';
    for (let at = from; at < end;) {
      const block = blockAt(at);
      const start = units.at(block);
      const part = decoded(block, last + 1);
      taken += part.slice(at - start, end - start);
      at = start + part.length;
    }
    return taken;
  }

  function lineEnd(from: number): number {
    for (let at = Math.max(0, from); at < length; at = currentStart + current.length) {
      if (at < currentStart || at >= currentStart + current.length) look(at);
      const found = current.indexOf('\n', at - currentStart);
      if (found !== -1) return currentStart + found;
    }
    return length;
  }

  return {
    get length() {
      return length;
    },
    append(piece) {
      if (piece === '') return;
      addBlocks(piece);
      length += piece.length;
    },
    codeAt,
    slice,
    lineEnd,
  };
}

/** Whether a byte is none that a character begins with. */
function isWithinCharacter(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
