import { memberPointer } from './departures';
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
  stringEnd,
} from './jsonScan';

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
