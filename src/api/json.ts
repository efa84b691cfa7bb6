import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  containerEnd,
  literalEnd,
  skipSpace,
  stringEnd,
  valueEnd,
} from './jsonScan';

/*
 * JSON text as text: printed and taken apart by scanning, never by parsing and printing again, so
 * that every digit, escape and duplicate key stays as it came over the wire.
 */

const PIECE_LENGTH = 1 << 16;
const LONGEST_LITERAL = 400;
/** Longer output could not be one string any more (V8 allows 2^29 characters). */
const MAX_PRETTY_LENGTH = 2 ** 28;
/** Deeper values stay on one line, as received: indenting them would cost depth squared. */
const MAX_INDENTED_DEPTH = 200;

/**
 * Two spaces of indentation, every token exactly as received. Text that is not JSON is unchanged
 * from the point where it stops being JSON.
 */
export function prettyPrint(text: string): string {
  return [...prettyPieces(text)].join('');
}

/** The same in pieces of about `pieceLength` characters, for answers too large to print at once. */
export function* prettyPieces(text: string, pieceLength = PIECE_LENGTH): Generator<string> {
  const printer = new PrettyPrinter(text);
  let total = 0;
  while (total < MAX_PRETTY_LENGTH) {
    const piece = printer.print(pieceLength);
    if (piece === '') break;
    total += piece.length;
    yield piece;
  }
  const rest = text.slice(printer.position);
  // after a whole document, white space is all that is left
  if (total === 0 || rest.trim() !== '') yield rest;
}

/**
 * The same of text that comes piece by piece, wherever it was cut: what `feed` and `end` give is, all
 * in all, what `prettyPieces` gives of the whole.
 */
export class PrettyStream {
  readonly #printer = new PrettyPrinter('');
  #printed = 0;
  /** No JSON goes on from here, or it would be too long for one string: the rest stays as it is. */
  #isOver = false;

  feed(text: string): string {
    if (this.#isOver) return text;
    this.#printer.extend(text);
    const printed = this.#printer.print(Number.POSITIVE_INFINITY);
    this.#printed += printed.length;
    this.#isOver = this.#printer.isBroken || this.#printed >= MAX_PRETTY_LENGTH;
    return this.#isOver ? printed + this.#printer.rest : printed;
  }

  end(): string {
    if (this.#isOver) return '';
    this.#printer.finish();
    const printed = this.#printer.print(Number.POSITIVE_INFINITY);
    this.#printed += printed.length;
    const { rest } = this.#printer;
    // after a whole document, white space is all that is left
    return this.#printed === 0 || rest.trim() !== '' ? printed + rest : printed;
  }
}

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

class PrettyPrinter {
  /** Index after the last token printed. */
  position = 0;
  #expected: Expected = 'value';
  readonly #closers: number[] = [];
  readonly #lineBreaks: string[] = [];
  #leading = '';
  #text: string;
  /** More text may come: a token that reaches the end of what is there may go on in that. */
  #isOpen = false;
  /** The text is not JSON from `position` on, whatever may come. */
  isBroken = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** What was not printed yet. */
  get rest(): string {
    return this.#text.slice(this.position);
  }

  extend(text: string): void {
    // with one character of what was printed: only what the whole text begins with is at 0
    const kept = Math.max(0, this.position - 1);
    this.#text = this.#text.slice(kept) + text;
    this.position -= kept;
    this.#isOpen = true;
  }

  /** No more text comes. */
  finish(): void {
    this.#isOpen = false;
  }

  /** The next tokens, about `length` characters; empty at the end and where it stops being JSON. */
  print(length: number): string {
    const text = this.#text;
    let printed = '';
    // of what comes next as it stands: most tokens follow each other without anything between them
    let from = this.position;
    while (printed.length + this.position - from < length) {
      const leading = this.#leading;
      const start = skipSpace(text, this.position);
      if (start >= text.length || (this.#isOpen && this.#mayGoOn(start))) break;
      const end = this.#take(start);
      if (end < 0) {
        this.isBroken = !(this.#isOpen && this.#isUnfinished(start));
        break;
      }
      const code = text.charCodeAt(start);
      const before = code === CLOSE_OBJECT || code === CLOSE_ARRAY ? this.#leading : leading;
      if (before !== '' || start !== this.position) {
        printed += text.slice(from, this.position) + before;
        from = start;
      }
      this.position = end;
      this.#leading = this.#leadingAfter(code);
    }
    return printed + text.slice(from, this.position);
  }

  /** Whether the text ends before anything that ends a number or a word, so that more of it may come. */
  #mayGoOn(start: number): boolean {
    return this.#text.length - start < LONGEST_LITERAL && !/[\s,\]}]/.test(this.#text.slice(start));
  }

  /** Whether what begins at `start` and cannot be taken may only lack its end. */
  #isUnfinished(start: number): boolean {
    const code = this.#text.charCodeAt(start);
    if (code === QUOTE) return stringEnd(this.#text, start) < 0;
    const isContainer = code === OPEN_OBJECT || code === OPEN_ARRAY;
    return isContainer && this.#isValueExpected() && containerEnd(this.#text, start) < 0;
  }

  /** Checks the token at `start` and takes note of it. @returns the index after it, or -1 */
  #take(start: number): number {
    switch (this.#text.charCodeAt(start)) {
      case QUOTE:
        return this.#takeString(start);
      case OPEN_OBJECT:
        return this.#takeOpening(start, CLOSE_OBJECT, 'keyOrEnd');
      case OPEN_ARRAY:
        return this.#takeOpening(start, CLOSE_ARRAY, 'valueOrEnd');
      case CLOSE_OBJECT:
        return this.#takeClosing(start, CLOSE_OBJECT, 'keyOrEnd');
      case CLOSE_ARRAY:
        return this.#takeClosing(start, CLOSE_ARRAY, 'valueOrEnd');
      case COMMA:
        if (this.#expected !== 'commaOrEnd') return -1;
        this.#expected = this.#closers.at(-1) === CLOSE_OBJECT ? 'key' : 'value';
        return start + 1;
      case COLON:
        if (this.#expected !== 'colon') return -1;
        this.#expected = 'value';
        return start + 1;
      default:
        return this.#isValueExpected() ? this.#afterValue(literalEnd(this.#text, start)) : -1;
    }
  }

  #takeString(start: number): number {
    const end = stringEnd(this.#text, start);
    if (end < 0) return -1;
    if (this.#isValueExpected()) return this.#afterValue(end);
    if (this.#expected !== 'key' && this.#expected !== 'keyOrEnd') return -1;
    this.#expected = 'colon';
    return end;
  }

  #takeOpening(start: number, closer: number, expected: Expected): number {
    if (!this.#isValueExpected()) return -1;
    if (this.#closers.length >= MAX_INDENTED_DEPTH) {
      const end = containerEnd(this.#text, start);
      return end < 0 ? -1 : this.#afterValue(end);
    }
    this.#closers.push(closer);
    this.#expected = expected;
    return start + 1;
  }

  #takeClosing(start: number, closer: number, emptyState: Expected): number {
    const isEmpty = this.#expected === emptyState;
    if (!isEmpty && this.#expected !== 'commaOrEnd') return -1;
    if (this.#closers.at(-1) !== closer) return -1;
    this.#closers.pop();
    this.#leading = isEmpty ? '' : this.#lineBreak();
    return this.#afterValue(start + 1);
  }

  #afterValue(end: number): number {
    this.#expected = this.#closers.length === 0 ? 'nothing' : 'commaOrEnd';
    return end;
  }

  #leadingAfter(code: number): string {
    if (code === COLON) return ' ';
    const isInside = this.#expected !== 'nothing' && this.#expected !== 'commaOrEnd';
    const startsLine = code === COMMA || code === OPEN_OBJECT || code === OPEN_ARRAY;
    return startsLine && isInside ? this.#lineBreak() : '';
  }

  #isValueExpected(): boolean {
    return this.#expected === 'value' || this.#expected === 'valueOrEnd';
  }

  #lineBreak(): string {
    const depth = this.#closers.length;
    return (this.#lineBreaks[depth] ??= `\n${'  '.repeat(depth)}`);
  }
}

/**
 * Raw text of the value at a JSON Pointer (RFC 6901), without the white space around it; of a key
 * that occurs twice the last one, as `JSON.parse` has it. Undefined where there is none.
 */
export function valueTextAt(text: string, pointer: string): string | undefined {
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  let at = skipSpace(text, 0);
  for (const escaped of pointer.split('/').slice(1)) {
    const token = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const opening = text.charCodeAt(at);
    if (opening === OPEN_OBJECT) at = memberStart(text, at, token);
    else if (opening === OPEN_ARRAY) at = itemStart(text, at, token);
    else return undefined;
    if (at < 0) return undefined;
  }
  const end = valueEnd(text, at);
  return end < 0 ? undefined : text.slice(at, end);
}

/** Where the last member of that name begins, in the object that opens at `at`; -1 without one. */
function memberStart(text: string, at: number, name: string): number {
  let found = -1;
  at = skipSpace(text, at + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = stringEnd(text, at);
    if (keyEnd < 0) return -1;
    const isWanted = keyText(text.slice(at, keyEnd)) === name;
    at = skipSpace(text, keyEnd);
    if (text.charCodeAt(at) !== COLON) return -1;
    at = skipSpace(text, at + 1);
    if (isWanted) found = at;
    at = nextEntry(text, at);
    if (at < 0) break;
  }
  return found;
}

/** Where the item begins, in the array that opens at `at`; -1 without one. */
function itemStart(text: string, at: number, index: string): number {
  if (!/^(?:0|[1-9]\d*)$/.test(index)) return -1;
  at = skipSpace(text, at + 1);
  for (let left = Number(index); left > 0 && at >= 0; left--) at = nextEntry(text, at);
  return at;
}

/** Where the entry after the value at `at` begins; -1 when it was the last. */
function nextEntry(text: string, at: number): number {
  const end = valueEnd(text, at);
  if (end < 0) return -1;
  const comma = skipSpace(text, end);
  return text.charCodeAt(comma) === COMMA ? skipSpace(text, comma + 1) : -1;
}

function keyText(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

/**
 * Raw texts of the items of the array at the end of a path of keys, in their order, in one scan; none
 * where there is no array. Of a key that occurs twice the last one counts.
 */
export function itemTexts(text: string, path: readonly string[]): readonly string[] {
  return scanItems(text, skipSpace(text, 0), path).items;
}

interface ScannedItems {
  readonly items: readonly string[];
  /** Index after the value; -1 where that has no end. */
  readonly end: number;
}

function scanItems(text: string, at: number, [key, ...path]: readonly string[]): ScannedItems {
  const opening = text.charCodeAt(at);
  if (key === undefined && opening === OPEN_ARRAY) return scanArray(text, at);
  if (key === undefined || opening !== OPEN_OBJECT) return { items: [], end: valueEnd(text, at) };
  let items: readonly string[] = [];
  at = skipSpace(text, at + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = stringEnd(text, at);
    if (keyEnd < 0) return { items, end: -1 };
    const isWanted = keyText(text.slice(at, keyEnd)) === key;
    // after the colon
    at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (isWanted) {
      const found = scanItems(text, at, path);
      ({ items } = found);
      at = found.end;
    } else at = valueEnd(text, at);
    if (at < 0) return { items, end: -1 };
    at = skipSpace(text, at);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return { items, end: at + 1 };
}

function scanArray(text: string, at: number): ScannedItems {
  const items: string[] = [];
  at = skipSpace(text, at + 1);
  while (text.charCodeAt(at) !== CLOSE_ARRAY) {
    const end = valueEnd(text, at);
    if (end < 0) return { items, end };
    items.push(text.slice(at, end));
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return { items, end: at + 1 };
}
