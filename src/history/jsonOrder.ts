import type { JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject, scalarText } from '../api/exactJson';

/** Values nested deeper than this are told apart one by one, and not put into an order. */
export const DEEPEST = 200;

/**
 * A value as one line of JSON, every digit as it came. Fields are in the order of their names; the
 * entries of lists are put into an order as well where that is to be ignored: what says the same is
 * then the same text.
 */
export function orderedText(value: JsonValue | undefined, ignoreOrder: boolean, depth = 0): string {
  if (depth > DEEPEST) return '…';
  if (isJsonArray(value)) {
    const entries = value.map((entry) => orderedText(entry, ignoreOrder, depth + 1));
    return `[${(ignoreOrder ? entries.sort() : entries).join(',')}]`;
  }
  if (isJsonObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${orderedText(value[key], ignoreOrder, depth + 1)}`);
    return `{${fields.join(',')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : (scalarText(value) ?? 'null');
}

/** Whether both are the same value: numbers by their digits, fields in any order, lists in theirs. */
export function isSameValue(
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  depth = 0,
): boolean {
  if (one === other) return true;
  if (depth > DEEPEST) return isSameDeepValue(one, other);
  if (isJsonArray(one)) {
    if (!isJsonArray(other) || one.length !== other.length) return false;
    return one.every((entry, index) => isSameValue(entry, other[index], depth + 1));
  }
  if (!isJsonObject(one)) return isSameScalar(one, other);
  if (!isJsonObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameValue(one[key], other[key], depth + 1))
  );
}

/** The same without recursion: an answer may be nested deeper than calls can be. */
function isSameDeepValue(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  const pairs: (readonly [JsonValue | undefined, JsonValue | undefined])[] = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (isJsonArray(a)) {
      if (!isJsonArray(b) || a.length !== b.length) return false;
      a.forEach((entry, index) => pairs.push([entry, b[index]]));
    } else if (isJsonObject(a)) {
      if (!isJsonObject(b) || Object.keys(a).length !== Object.keys(b).length) return false;
      for (const key of Object.keys(a)) {
        if (!Object.hasOwn(b, key)) return false;
        pairs.push([a[key], b[key]]);
      }
    } else if (!isSameScalar(a, b)) return false;
  }
  return true;
}

function isSameScalar(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (isJsonArray(b) || isJsonObject(b)) return false;
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return (scalarText(a) ?? 'null') === (scalarText(b) ?? 'null');
}
