import type { AnswerDocument } from './answerDocument';
import type { KeptText } from './keptText';
import { isBlank, keyText, walkChildren, type Child } from './children';

/** JSON Pointers (RFC 6901) of places in a text, and back; computed when asked, from the index. */

/** Where a value is; `start` is where its member begins: the key in an object, else the value. */
export interface Place {
  readonly start: number;
  readonly valueStart: number;
  /** Behind the last character of the value. */
  readonly valueEnd: number;
}

const lineFeed = 0x0a;

export function pointerSegments(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function joinPointer(segments: readonly string[]): string {
  return segments
    .map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** A value, and where its member begins: at its key in an object, else at the value itself. */
export interface PointedValue {
  readonly pointer: string;
  readonly start: number;
}

/**
 * The value that a person means who puts the cursor at `offset`: anywhere in a key, its value or
 * the comma behind means that member; a bracket, or the line of a closing one, means the container;
 * blanks belong to what follows them on the line, else to what is before.
 * @returns undefined where there is no JSON value
 */
export function valueAt(answer: AnswerDocument, offset: number): PointedValue | undefined {
  const { text, structure } = answer;
  const at = overBlanks(text, offset);
  const first = firstCode(text);
  if (at === undefined || !beginsAsJson(answer)) return undefined;

  const container = structure.around(at);
  if (container === undefined) return { pointer: '', start: first };
  if (at === structure.openOf(container) || at === structure.closeOf(container)) {
    return containerValue(answer, container);
  }
  const before = lastChildBefore(answer, container, at);
  if (before !== undefined && at <= separatorAfter(text, structure.closeOf(before) + 1)) {
    return containerValue(answer, before);
  }
  const found: { child?: Child } = {};
  walkChildren(answer, container, before, (child) => {
    found.child = child;
    return at > child.end;
  });
  const { child } = found;
  if (child === undefined) return containerValue(answer, container);
  const segment = child.key ?? String(child.ordinal);
  return {
    pointer: pointerOfContainer(answer, container) + joinPointer([segment]),
    start: child.start,
  };
}

function containerValue(answer: AnswerDocument, container: number): PointedValue {
  const { text, structure } = answer;
  const open = structure.openOf(container);
  const outer = structure.parentOf(container);
  const inObject = outer !== undefined && text.codeAt(structure.openOf(outer)) === 0x7b;
  return {
    pointer: pointerOfContainer(answer, container),
    start: inObject ? keyBefore(text, open).start : open,
  };
}

export function pointerOfContainer(answer: AnswerDocument, container: number): string {
  const { structure, text } = answer;
  const segments: string[] = [];
  let inner = container;
  for (;;) {
    const outer = structure.parentOf(inner);
    if (outer === undefined) break;
    const isArray = text.codeAt(structure.openOf(outer)) === 0x5b;
    segments.push(
      isArray ? String(structure.ordinalOf(inner)) : keyBefore(text, structure.openOf(inner)).key,
    );
    inner = outer;
  }
  return joinPointer(segments.reverse());
}

export function placeOf(answer: AnswerDocument, pointer: string): Place | undefined {
  return placesOf(answer, [pointer]).get(pointer);
}

interface Wanted {
  pointer?: string;
  readonly below: Map<string, Wanted>;
}

/**
 * The places of many pointers in one walk; pointers that lead nowhere are missing in the result.
 * Of several members with the same key it is the first.
 */
export function placesOf(
  answer: AnswerDocument,
  pointers: readonly string[],
): ReadonlyMap<string, Place> {
  const { text, structure } = answer;
  const places = new Map<string, Place>();
  const start = firstCode(text);
  if (!beginsAsJson(answer)) return places;

  const rootContainer = structure.count > 0 && structure.openOf(0) === start ? 0 : undefined;
  const rootEnd = rootContainer === undefined ? text.length : structure.closeOf(0) + 1;
  const root: Place = {
    start,
    valueStart: start,
    valueEnd: Math.min(rootEnd, text.length),
  };
  const pending = [{ wanted: wantedTree(pointers), place: root, container: rootContainer }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { wanted, place, container } = next;
    if (wanted.pointer !== undefined) places.set(wanted.pointer, place);
    if (container === undefined || wanted.below.size === 0) continue;
    const missing = new Map(wanted.below);
    walkChildren(answer, container, undefined, (child) => {
      const segment = child.key ?? String(child.ordinal);
      const found = missing.get(segment);
      if (found !== undefined) {
        missing.delete(segment);
        pending.push({ wanted: found, place: child, container: child.container });
      }
      return missing.size > 0;
    });
  }
  return places;
}

function wantedTree(pointers: readonly string[]): Wanted {
  const root: Wanted = { below: new Map() };
  for (const pointer of pointers) {
    if (pointer !== '' && !pointer.startsWith('/')) continue;
    let at = root;
    for (const segment of pointerSegments(pointer)) {
      const below = at.below.get(segment) ?? { below: new Map<string, Wanted>() };
      at.below.set(segment, below);
      at = below;
    }
    at.pointer = pointer;
  }
  return root;
}

function firstCode(text: KeptText): number {
  let at = 0;
  while (isBlank(text.codeAt(at)) || text.codeAt(at) === 0xfeff) at++;
  return at;
}

/** Whether a text can be JSON by its first character: one of `{ [ " - 0–9 t f n`. */
export function beginsAsJson({ text }: AnswerDocument): boolean {
  const code = text.codeAt(firstCode(text));
  return (code >= 0x30 && code <= 0x39) || '{["-tfn'.includes(String.fromCharCode(code));
}

function overBlanks(text: KeptText, offset: number): number | undefined {
  let right = offset;
  while (isBlank(text.codeAt(right)) && text.codeAt(right) !== lineFeed) right++;
  if (right < text.length && text.codeAt(right) !== lineFeed) return right;
  let left = offset - 1;
  while (isBlank(text.codeAt(left)) && text.codeAt(left) !== lineFeed) left--;
  if (left >= 0 && text.codeAt(left) !== lineFeed) return left;
  // a blank line, or nothing at all
  return right < text.length ? right : undefined;
}

/** The child container that closes last before `at`, so that a walk can begin there. */
function lastChildBefore(
  { structure }: AnswerDocument,
  container: number,
  at: number,
): number | undefined {
  let child: number | undefined = structure.firstFrom(at) - 1;
  while (child !== undefined && child > container && structure.parentOf(child) !== container) {
    child = structure.parentOf(child);
  }
  return child === undefined || child <= container ? undefined : child;
}

/** Offset of the comma behind a value, else of the value's last character. */
function separatorAfter(text: KeptText, from: number): number {
  let at = from;
  while (isBlank(text.codeAt(at))) at++;
  return text.codeAt(at) === 0x2c ? at : from - 1;
}

/** The key in front of a value, read backwards: a quote with an even number of backslashes before it. */
function keyBefore(text: KeptText, valueStart: number): { key: string; start: number } {
  let end = valueStart - 1;
  while (end >= 0 && text.codeAt(end) !== 0x22) end--;
  let start = end - 1;
  for (; start >= 0; start--) {
    if (text.codeAt(start) !== 0x22) continue;
    let slashes = 0;
    while (text.codeAt(start - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) break;
  }
  start = Math.max(0, start);
  return { key: keyText(text.slice(start, end + 1)), start };
}
