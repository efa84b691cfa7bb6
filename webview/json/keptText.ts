import { offsetColumn } from './offsetColumn';
import { isHighSurrogate } from './pieceQueue';

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
/** The most that UTF-8 needs for a UTF-16 unit. */
const bytesPerUnit = 3;
/** Bytes of a store: many blocks, since what is left over at its end is too short for another one. */
const storeLength = 1 << 20;

export function createKeptText(): KeptText {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const stores: Uint8Array[] = [];
  /** Bytes of the last store that are taken. */
  let used = 0;
  // of each block: where it begins, in the text and in its store, and which store that is
  const units = offsetColumn();
  const bytes = offsetColumn();
  const storeOf = offsetColumn();
  let length = 0;
  // the block looked at last: most walks go from one character to the next
  let current = '';
  let currentStart = 0;

  /** Encoded block by block to where it stays: a whole piece at once would be copied three times. */
  function addBlocks(piece: string): void {
    for (let unit = 0; unit < piece.length;) {
      let end = unit + blockLength;
      if (isHighSurrogate(piece.charCodeAt(end - 1))) end++;
      const block = piece.slice(unit, end);
      const store = storeFor(block.length, piece.length - unit);
      units.add(length + unit);
      bytes.add(used);
      storeOf.add(stores.length - 1);
      used += encoder.encodeInto(block, store.subarray(used)).written;
      unit = end;
    }
  }

  /** A store with room for a block; a new one has it for what follows, too, within bounds. */
  function storeFor(block: number, following: number): Uint8Array {
    const last = stores.at(-1);
    if (last !== undefined && last.length - used >= block * bytesPerUnit) return last;
    const store = new Uint8Array(Math.min(following * bytesPerUnit, storeLength));
    if (last !== undefined) stores[stores.length - 1] = last.subarray(0, used);
    stores.push(store);
    used = 0;
    return store;
  }

  function blockAt(offset: number): number {
    return Math.max(0, units.lastUpTo(offset));
  }

  /** The text from one block on, up to another or to the end of their store, whichever comes first. */
  function decoded(from: number, to: number): string {
    const at = storeOf.at(from);
    const store = stores[at];
    const isCut = to < storeOf.count && storeOf.at(to) === at;
    return decoder.decode(store?.subarray(bytes.at(from), isCut ? bytes.at(to) : endOf(at)));
  }

  /** Bytes of a store that are taken; those before the last have no more. */
  function endOf(store: number): number | undefined {
    return store === stores.length - 1 ? used : undefined;
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
