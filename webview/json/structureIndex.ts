/**
 * Where every object and array of a JSON text begins and ends, found in one scan that can be fed
 * piece by piece. A container is named by its number in the order of the opening brackets, so that
 * a parent comes before its children. 20 bytes a container, whatever the length of the text.
 *
 * Text that is not JSON does no harm: brackets are paired as far as they go.
 */
export interface StructureIndex {
  readonly count: number;
  feed(piece: string): void;
  /** Offset of the opening bracket. */
  openOf(container: number): number;
  /** Offset of the closing bracket; `unclosed` as long as it has not come. */
  closeOf(container: number): number;
  parentOf(container: number): number | undefined;
  /** How many members or elements its parent has before it. */
  ordinalOf(container: number): number;
  /** How many members or elements it has, as far as they have come. */
  sizeOf(container: number): number;
  /** The first container that opens at or after an offset; `count` when there is none. */
  firstFrom(offset: number): number;
  /** The innermost container whose brackets, or what is between them, an offset is at. */
  around(offset: number): number | undefined;
}

/** Larger than any offset, so that an unfinished container reaches past every offset. */
export const unclosed = 0xffffffff;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

export function createStructureIndex(): StructureIndex {
  let open = new Uint32Array(256);
  let close = new Uint32Array(256);
  let parent = new Int32Array(256);
  let ordinal = new Uint32Array(256);
  let size = new Uint32Array(256);
  let count = 0;

  let offset = 0;
  let innermost = -1;
  let inString = false;
  /** In a string: the next character belongs to the backslash before it. */
  let escaped = false;
  /** Nothing but blanks since the innermost container opened. */
  let empty = false;

  function grow(): void {
    const room = open.length * 2;
    const larger = <T extends Uint32Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    open = larger(open, new Uint32Array(room));
    close = larger(close, new Uint32Array(room));
    parent = larger(parent, new Int32Array(room));
    ordinal = larger(ordinal, new Uint32Array(room));
    size = larger(size, new Uint32Array(room));
  }

  function opened(at: number): void {
    if (count === open.length) grow();
    open[count] = at;
    close[count] = unclosed;
    parent[count] = innermost;
    ordinal[count] = innermost === -1 ? 0 : (size[innermost] ?? 0);
    innermost = count++;
    empty = true;
  }

  function closed(at: number): void {
    if (innermost === -1) return;
    close[innermost] = at;
    // until here the commas were counted
    if (!empty) size[innermost] = (size[innermost] ?? 0) + 1;
    innermost = parent[innermost] ?? -1;
    empty = false;
  }

  /** @returns where the string that `from` is in ends: behind its quote, or the end of the piece */
  function skipString(piece: string, from: number): number {
    let at = from;
    for (;;) {
      if (escaped && at < piece.length) {
        at++;
        escaped = false;
      }
      const end = piece.indexOf('"', at);
      const stop = end === -1 ? piece.length : end;
      let slash = stop;
      while (slash > at && piece.charCodeAt(slash - 1) === backslash) slash--;
      const oddSlashes = (stop - slash) % 2 === 1;
      if (end === -1) {
        escaped ||= oddSlashes;
        return stop;
      }
      at = end + 1;
      if (!oddSlashes) {
        inString = false;
        return at;
      }
    }
  }

  function feed(piece: string): void {
    let at = inString ? skipString(piece, 0) : 0;
    while (at < piece.length) {
      const code = piece.charCodeAt(at);
      // every second character of a printed text indents it
      if (code <= 0x20) {
        at++;
        continue;
      }
      if (code === quote) {
        empty = false;
        inString = true;
        at = skipString(piece, at + 1);
        continue;
      }
      if (code === comma) {
        if (innermost !== -1) size[innermost] = (size[innermost] ?? 0) + 1;
      } else if (code === openBrace || code === openBracket) {
        opened(offset + at);
      } else if (code === closeBrace || code === closeBracket) {
        closed(offset + at);
      } else {
        empty = false;
      }
      at++;
    }
    offset += piece.length;
  }

  function firstFrom(at: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((open[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function around(at: number): number | undefined {
    let container = firstFrom(at + 1) - 1;
    while (container !== -1 && (close[container] ?? 0) < at) container = parent[container] ?? -1;
    return container === -1 ? undefined : container;
  }

  return {
    get count() {
      return count;
    },
    feed,
    openOf: (container) => open[container] ?? 0,
    closeOf: (container) => close[container] ?? unclosed,
    parentOf(container) {
      const above = parent[container] ?? -1;
      return above === -1 || container >= count ? undefined : above;
    },
    ordinalOf: (container) => ordinal[container] ?? 0,
    sizeOf: (container) => size[container] ?? 0,
    firstFrom,
    around,
  };
}
