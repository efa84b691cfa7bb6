import type { AnswerDocument } from './answerDocument';
import type { KeptText } from './keptText';

/** A member of an object or an element of an array. */
export interface Child {
  /** What the key says; undefined in an array. */
  readonly key: string | undefined;
  readonly ordinal: number;
  /** Where the key begins, or the value where there is no key. */
  readonly start: number;
  readonly valueStart: number;
  /** Behind the last character of the value. */
  readonly valueEnd: number;
  /** Where what belongs to this child ends: at its comma, or at the closing bracket. */
  readonly end: number;
  /** The number of the value in the index, when it is an object or array. */
  readonly container: number | undefined;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/**
 * Visits the children of a container in order, jumping over nested containers, until `visit` says
 * false. Stops where the text stops being JSON.
 * @param after a child container to begin behind; undefined begins with the first child
 */
export function walkChildren(
  { text, structure }: AnswerDocument,
  container: number,
  after: number | undefined,
  visit: (child: Child) => boolean,
): void {
  const close = Math.min(structure.closeOf(container), text.length);
  const inObject = text.codeAt(structure.openOf(container)) === 0x7b;
  let at = structure.openOf(container) + 1;
  let ordinal = 0;
  if (after !== undefined) {
    at = skipBlanks(text, structure.closeOf(after) + 1) + 1;
    ordinal = structure.ordinalOf(after) + 1;
  }
  for (; ; ordinal++) {
    const start = skipBlanks(text, at);
    if (start >= close) return;
    let key: string | undefined;
    let valueStart = start;
    if (inObject && text.codeAt(start) === quote) {
      const keyEnd = stringEnd(text, start, close);
      key = keyText(text.slice(start, keyEnd));
      const behindKey = skipBlanks(text, keyEnd);
      valueStart = text.codeAt(behindKey) === colon ? skipBlanks(text, behindKey + 1) : behindKey;
    }
    const nested = nestedAt(structure, valueStart);
    const valueEnd =
      nested === undefined
        ? scalarEnd(text, valueStart, close)
        : Math.min(structure.closeOf(nested) + 1, close);
    const end = Math.max(start, Math.min(skipBlanks(text, valueEnd), close));
    if (!visit({ key, ordinal, start, valueStart, valueEnd, end, container: nested })) return;
    at = text.codeAt(end) === comma ? end + 1 : Math.max(end, start + 1);
  }
}

function nestedAt(structure: AnswerDocument['structure'], offset: number): number | undefined {
  const candidate = structure.firstFrom(offset);
  return candidate < structure.count && structure.openOf(candidate) === offset
    ? candidate
    : undefined;
}

function skipBlanks(text: KeptText, from: number): number {
  let at = from;
  while (isBlank(text.codeAt(at))) at++;
  return at;
}

function stringEnd(text: KeptText, from: number, limit: number): number {
  let at = from + 1;
  while (at < limit) {
    const code = text.codeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at + 1;
    at++;
  }
  return limit;
}

function scalarEnd(text: KeptText, from: number, limit: number): number {
  if (text.codeAt(from) === quote) return stringEnd(text, from, limit);
  let at = from;
  while (at < limit && text.codeAt(at) !== comma && !isBlank(text.codeAt(at))) at++;
  return at;
}

/** What a key says, given as it is written, quotes included. */
export function keyText(raw: string): string {
  if (!raw.includes('\\')) return raw.slice(1, -1);
  try {
    return String(JSON.parse(raw));
  } catch {
    return raw.slice(1, -1);
  }
}
