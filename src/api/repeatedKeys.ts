import type { JsonValue } from './customer';
import { memberPointer } from './departures';
import { isJsonArray, isJsonObject } from './exactJson';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  literalEnd,
  skipSpace,
  skipSpaceBefore,
  stringEnd,
} from './jsonScan';
import type { Page } from './page';

interface Container {
  /** Of an object: its keys so far. */
  readonly keys: Set<string> | undefined;
  /** Where the scan is in it: a key, or the number of an item. */
  at: string | number;
}

/** How many tokens are looked at between two steps: a fraction of a millisecond. */
const TOKENS_A_STEP = 5000;

/**
 * Finds the keys that an object has more than once, which parsing cannot see: it keeps the last.
 * @param text JSON that has been parsed without an error
 * @param found takes the JSON Pointer of the second such key, and of each after it
 */
export function* repeatedKeySteps(
  text: string,
  found: (pointer: string) => void,
): Generator<undefined> {
  const containers: Container[] = [];
  let isKeyNext = false;
  let tokens = 0;
  for (let at = 0; at >= 0 && at < text.length;) {
    if (++tokens % TOKENS_A_STEP === 0) yield;
    const inside = containers.at(-1);
    at = skipSpace(text, at);
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = stringEnd(text, at);
        if (isKeyNext && inside?.keys !== undefined && end >= 0) {
          const key = keyOf(text.slice(at + 1, end - 1));
          inside.at = key;
          if (inside.keys.has(key)) found(pointerOf(containers));
          inside.keys.add(key);
        }
        isKeyNext = false;
        at = end;
        break;
      }
      case OPEN_OBJECT:
        containers.push({ keys: new Set(), at: '' });
        isKeyNext = true;
        at++;
        break;
      case OPEN_ARRAY:
        containers.push({ keys: undefined, at: 0 });
        isKeyNext = false;
        at++;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        containers.pop();
        at++;
        break;
      case COMMA:
        isKeyNext = inside?.keys !== undefined;
        if (typeof inside?.at === 'number') inside.at++;
        at++;
        break;
      case COLON:
        at++;
        break;
      default:
        at = Math.max(at + 1, literalEnd(text, at));
    }
  }
}

/** The same key may be written with escapes or without them. */
function keyOf(raw: string): string {
  return raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
}

function pointerOf(containers: readonly Container[]): string {
  return containers.reduce((pointer, { at }) => memberPointer(pointer, String(at)), '');
}

/** Nobody nests so deep who has something to say. */
const DEEPEST = 100;
/** Longer ones are looked through in steps, so that nobody waits. */
const LONGEST_COUNTED = 1 << 20;

/**
 * Whether some object of an answer may have a key more than once; false where that is certain. What
 * looks like the end of a key is one, or is inside a string: as many of them as keys were read means
 * that none was lost.
 */
export function mayRepeatKeys(
  { text, body }: Pick<Page, 'text' | 'body'>,
  /** Where somebody counted them. */
  keys?: number,
): boolean {
  if (text.length > LONGEST_COUNTED) return true;
  return keyEndsIn(text) !== (keys ?? keysIn(body));
}

/** Colons behind a quote, with or without white space in between. */
function keyEndsIn(text: string): number {
  let ends = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1))
    if (text.charCodeAt(skipSpaceBefore(text, colon)) === QUOTE) ends++;
  return ends;
}

/** Keys of all objects in a value; NaN where it is nested too deep to count them. */
export function keysIn(value: JsonValue | undefined, depth = 0): number {
  if (depth > DEEPEST) return NaN;
  if (isJsonArray(value)) {
    let keys = 0;
    for (const item of value) if (typeof item === 'object') keys += keysIn(item, depth + 1);
    return keys;
  }
  if (!isJsonObject(value)) return 0;
  let keys = 0;
  for (const key in value) {
    keys++;
    const inside = value[key];
    if (typeof inside === 'object') keys += keysIn(inside, depth + 1);
  }
  return keys;
}
